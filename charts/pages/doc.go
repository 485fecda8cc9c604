// Package pages puts figures and the map on slides and on paper, with headline, line and
// source line.
package pages
