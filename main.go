// Command truceline is a visual explainer of the 2025 US–China tariff standoff.
package main

import (
	"os"

	"truceline/app"
)

func main() { os.Exit(app.Main(os.Args[1:], os.Stdout, os.Stderr)) }
