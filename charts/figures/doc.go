// Package figures makes the figures of a story, one file a figure. Each is a function of
// the story and of what is looked at, a scene.Scene of a beat or of a reader.
// Choices lists them; a source line is made of the rows that a figure draws.
package figures
