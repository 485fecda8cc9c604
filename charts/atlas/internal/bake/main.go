// Command bake turns a world-atlas TopoJSON file into the compact binary that
// package atlas embeds. It runs under go generate; the program itself never
// needs it.
//
// Nothing is rounded: the integers of the quantised arcs are kept as they are.
// What cannot be filled is left out: rings without area, and the ring that
// planar software needs along the south pole.
//
// The layout, all integers as varints (signed ones zigzag coded):
//
//	"ATL1", then four little-endian float64: scale and offset of longitude,
//	scale and offset of latitude, in degrees
//	number of arcs; for each: number of points, then dx dy from the last point
//	number of countries; for each: id, name (length and bytes), number of
//	polygons; for each: number of rings; for each: number of arcs, then their
//	indices, ^i for arc i run backwards
package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
)

type topology struct {
	Transform struct {
		Scale, Translate [2]float64
	}
	Arcs    [][][2]int64
	Objects struct {
		Countries struct {
			Geometries []geometry
		}
	}
}

type geometry struct {
	Type       string
	ID         string
	Properties struct{ Name string }
	Arcs       json.RawMessage
}

type country struct {
	id, name string
	polygons [][][]int
}

func main() {
	in := flag.String("in", "", "TopoJSON file to read")
	out := flag.String("out", "", "binary file to write")
	flag.Parse()
	if err := run(*in, *out); err != nil {
		fmt.Fprintln(os.Stderr, "bake:", err)
		os.Exit(1)
	}
}

func run(in, out string) error {
	if in == "" || out == "" {
		return errors.New("both -in and -out are needed")
	}
	text, err := os.ReadFile(in)
	if err != nil {
		return err
	}
	baked, err := bake(text)
	if err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	return os.WriteFile(out, baked, 0o644)
}

// bake returns the binary form of one TopoJSON text.
func bake(text []byte) ([]byte, error) {
	var t topology
	if err := json.Unmarshal(text, &t); err != nil {
		return nil, err
	}
	countries := make([]country, 0, len(t.Objects.Countries.Geometries))
	for _, g := range t.Objects.Countries.Geometries {
		c, err := t.country(g)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.Properties.Name, err)
		}
		countries = append(countries, c)
	}
	slices.SortStableFunc(countries, func(a, b country) int { return cmp.Compare(a.id, b.id) })
	if err := unique(countries); err != nil {
		return nil, err
	}
	return t.encode(countries)
}

// country reads one geometry, without the rings that enclose nothing.
func (t *topology) country(g geometry) (country, error) {
	// The areas that ISO 3166-1 does not list, and the reef that shares
	// Australia's number, go by their name.
	c := country{id: g.ID, name: g.Properties.Name}
	if c.id == "" || c.name == "Ashmore and Cartier Is." {
		c.id = c.name
	}
	var polygons [][][]int
	switch g.Type {
	case "Polygon":
		var p [][]int
		if err := json.Unmarshal(g.Arcs, &p); err != nil {
			return c, err
		}
		polygons = [][][]int{p}
	case "MultiPolygon":
		if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
			return c, err
		}
	default:
		return c, fmt.Errorf("geometry type %q is not an area", g.Type)
	}
	for _, p := range polygons {
		var rings [][]int
		for _, ring := range p {
			if t.encloses(ring) {
				rings = append(rings, ring)
			}
		}
		if len(rings) > 0 {
			c.polygons = append(c.polygons, rings)
		}
	}
	return c, nil
}

// encloses reports whether a ring has an area: more than one place, and not
// the line along the south pole.
func (t *topology) encloses(ring []int) bool {
	const poleDeg = -89.9
	distinct := map[[2]int64]bool{}
	north := math.Inf(-1)
	for _, ref := range ring {
		var at [2]int64
		for _, d := range t.Arcs[max(ref, ^ref)] {
			at[0] += d[0]
			at[1] += d[1]
			distinct[at] = true
			north = max(north, float64(at[1])*t.Transform.Scale[1]+t.Transform.Translate[1])
		}
	}
	return len(distinct) > 2 && north > poleDeg
}

func unique(countries []country) error {
	for i, c := range countries {
		if i > 0 && c.id == countries[i-1].id {
			return fmt.Errorf("two countries share the id %q", c.id)
		}
	}
	return nil
}

// encode writes the arcs that are still used, renumbered, and the countries.
func (t *topology) encode(countries []country) ([]byte, error) {
	number := map[int]int{}
	var order []int
	for _, c := range countries {
		for _, p := range c.polygons {
			for _, ring := range p {
				for _, ref := range ring {
					arc := max(ref, ^ref)
					if _, seen := number[arc]; !seen {
						number[arc] = len(order)
						order = append(order, arc)
					}
				}
			}
		}
	}
	var b bytes.Buffer
	b.WriteString("ATL1")
	for axis := range 2 {
		for _, v := range []float64{t.Transform.Scale[axis], t.Transform.Translate[axis]} {
			if err := binary.Write(&b, binary.LittleEndian, v); err != nil {
				return nil, err
			}
		}
	}
	count := func(n int) { b.Write(binary.AppendUvarint(nil, uint64(n))) }
	signed := func(n int64) { b.Write(binary.AppendVarint(nil, n)) }
	word := func(s string) { count(len(s)); b.WriteString(s) }

	count(len(order))
	for _, arc := range order {
		count(len(t.Arcs[arc]))
		for _, d := range t.Arcs[arc] {
			signed(d[0])
			signed(d[1])
		}
	}
	count(len(countries))
	for _, c := range countries {
		word(c.id)
		word(c.name)
		count(len(c.polygons))
		for _, p := range c.polygons {
			count(len(p))
			for _, ring := range p {
				count(len(ring))
				for _, ref := range ring {
					if ref < 0 {
						signed(int64(^number[^ref]))
					} else {
						signed(int64(number[ref]))
					}
				}
			}
		}
	}
	return b.Bytes(), nil
}
