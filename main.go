// Command truceline is a visual explainer of one story, as plot, map and cards.
package main

import (
	"os"

	"truceline/app"
)

func main() { os.Exit(app.Main(os.Args[1:], os.Stdout, os.Stderr)) }
