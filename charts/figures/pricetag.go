package figures

import (
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Block is a part of a price: what it is, how much, and whose colour it has.
type Block struct {
	Name, Amount string
	Value        float64
	Role         charts.Role
	Tint         float64 // as a Band's
}

// blockDays are the days of a price tag's axis, which mean nothing and are not written.
const blockDays = 100

// PriceTag is a figure of blocks that stand on each other, the lowest first, with what
// they come to above them. title and line say what it means; w is for what the table and
// the summary need.
func PriceTag(title, line, sources, total string, blocks []Block, w charts.Words) *charts.Figure {
	f := &charts.Figure{
		Name: "price", Title: title, Line: line, Sources: sources, Until: blockDays, Lines: charts.Lines{Bare: true, Undated: true}, Words: w,
		Table: charts.Table{Columns: []string{w.Say("price.table.part"), w.Say("price.table.amount")}},
	}
	const from, until = 6, 40
	var told []string
	level := data.Percent(0)
	for _, b := range blocks {
		low, high := level, level+data.Percent(b.Value)
		level = high
		f.Table.Add(data.NoDay, b.Name, b.Amount)
		told = append(told, w.Say("price.table.line", "Name", b.Name, "Amount", b.Amount))
		if high <= low {
			continue
		}
		f.Bands = append(f.Bands, charts.Band{ID: b.Name, Role: b.Role, Tint: b.Tint, Until: until, Steps: []charts.BandStep{{Day: from, Low: low, High: high}}})
		f.Captions = append(f.Captions, charts.Caption{
			ID: b.Name, Weight: 90, From: from, Until: until, Low: low, High: high, Sides: []label.Side{label.RightOf}, Close: true,
			Forms: [][]charts.Run{
				{{Text: b.Amount, Size: charts.SizeLevel, Weight: typeface.Bold, Role: charts.Ink}, {Text: b.Name, Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Muted}},
				{{Text: b.Amount + "  " + b.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Ink}},
				{{Text: b.Amount, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Ink}},
			},
		})
	}
	f.Table.Add(data.NoDay, w.Say("price.table.total"), total)
	f.Max = max(level*1.2, 1)
	f.Captions = append(f.Captions, charts.Caption{
		ID: "total", Weight: 95, From: from, Until: until, Low: level, High: level, Sides: []label.Side{label.Above}, Close: true,
		Forms: [][]charts.Run{{{Text: total, Size: charts.SizeLevel, Weight: typeface.Bold, Role: charts.Ink}}, {{Text: total, Size: charts.SizeStrong, Weight: typeface.Bold, Role: charts.Ink}}, {{Text: total, Size: charts.SizeLabel, Weight: typeface.Bold, Role: charts.Ink}}},
	})
	f.Summary = title + " " + strings.Join(told, " ")
	return f
}
