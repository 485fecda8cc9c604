// Package tariffs holds the files of the built-in story: the tariffs that the
// United States and China put on each other's goods in 2025. The program carries
// them inside; package load reads them as it reads a story from disk. Their form
// is described in FORMAT.md of package load.
package tariffs

import "embed"

// Files is the story's folder. It is read-only and may be used from any goroutine.
// The first translation has to add its folder, text, to the pattern, which cannot
// name what is not there.
//
//go:embed *.csv *.yaml *.json cards/*.md
var Files embed.FS
