// Command truceline is a visual explainer of one story, as plot, map and cards.
package main

import (
	_ "embed"
	"os"
	"strings"

	"truceline/app"
)

//go:embed FyneApp.toml
var about string

// version is the program's. FyneApp.toml says it, and nothing else: packages read it
// there too.
func version() string {
	_, after, _ := strings.Cut(about, "\nVersion = \"")
	v, _, _ := strings.Cut(after, "\"")
	return v
}

func main() { os.Exit(app.Main(version(), os.Args[1:], os.Stdout, os.Stderr)) }
