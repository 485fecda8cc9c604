// Package talk gives a talk: its items in an order and a length, the clock, what the
// room sees, and what of it outlives the end of the program. The windows that show
// it are drawings of one Show. There is no toolkit here and no sentence of the
// program's own.
package talk

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"truceline/app/view"
	"truceline/data"
)

// Ranks of items, as those of beats: what a short talk keeps first.
const (
	Must   = "must"
	Should = "should"
	Could  = "could"
)

// Bounds of a talk, so that its file stays one that opens.
const (
	MaxItems    = 200
	MaxHeadline = 300  // characters
	MaxNotes    = 8000 // characters
	MaxSeconds  = 3600
	MaxName     = 100 // characters
)

// OwnSeconds is the planned time of an item that is no beat and has none of its own.
const OwnSeconds = 45

// Item is one step of a talk: a beat of the story, or something of the presenter's
// own that was being looked at.
type Item struct {
	// ID is unique in the talk: the beat's, or "own-1", "own-2", …
	ID string `json:"id"`
	// Beat is the story's beat, or empty for an item of the presenter's own, which
	// shows View.
	Beat string    `json:"beat,omitempty"`
	View view.View `json:"view,omitzero"`
	// Headline and Notes stand in place of the beat's if they are not empty.
	Headline string `json:"headline,omitempty"`
	Notes    string `json:"notes,omitempty"` // Markdown
	// Seconds is the planned time; 0 is the beat's, or OwnSeconds.
	Seconds int `json:"seconds,omitempty"`
	// Rank is Must, Should or Could; empty is the beat's, or Should.
	Rank   string `json:"rank,omitempty"`
	Hidden bool   `json:"hidden,omitempty"`
	// After puts the item behind the end mark: it is for questions and does not count.
	After bool `json:"after,omitempty"`
}

// Talk is items in an order, those behind the end mark last. It does not change:
// what edits it returns another, or itself if there is nothing to do.
type Talk struct {
	Name  string // as the presenter calls it; empty for the built-in one
	Story string // the id of the story it is made of
	Items []Item
	// Looks are the presenter's notes on looks, by the id that a plan gives the look. They
	// stand in place of the story's.
	Looks map[string]string
}

// FromStory returns the talk that is built in: every beat in the story's order. The
// beats of the epilogue stand behind the end mark, and are hidden until they are
// asked for.
func FromStory(s *data.Story) *Talk {
	return (&Talk{Story: s.ID}).complete(s)
}

// complete adds the beats of the story that the talk does not name. Whatever a talk
// was made of, each beat is there to be chosen.
func (t *Talk) complete(s *data.Story) *Talk {
	named := map[string]bool{}
	for _, item := range t.Items {
		named[item.Beat] = true
	}
	items := slices.Clone(t.Items)
	for _, b := range s.Beats {
		if !named[b.ID] {
			items = append(items, Item{ID: b.ID, Beat: b.ID, Hidden: b.Epilogue || len(t.Items) > 0, After: b.Epilogue})
		}
	}
	return t.with(items)
}

// withLater returns the talk with the beats of the epilogue given too.
func (t *Talk) withLater(s *data.Story) *Talk {
	items := slices.Clone(t.Items)
	for i := range items {
		if b := s.Beat(items[i].Beat); b != nil && b.Epilogue {
			items[i].Hidden = false
		}
	}
	return t.with(items)
}

// lookPrefix begins the ids of looks that a long talk takes besides.
const lookPrefix = "look/"

func lookID(l data.TalkLook) string { return lookPrefix + l.After + "/" + l.Show }

// has tells whether what is kept by an id can belong to the talk.
func (t *Talk) has(id string) bool {
	return t.Index(id) >= 0 || strings.HasPrefix(id, lookPrefix) || strings.HasPrefix(id, slidePrefix)
}

// withLooks returns the talk with the looks that a long one takes besides, each behind
// its beat. Those of beats that are not given are not.
func (t *Talk) withLooks(s *data.Story) *Talk {
	var items []Item
	for _, item := range t.Items {
		items = append(items, item)
		for _, l := range s.Talk.Looks {
			if item.Beat == l.After && !item.Hidden {
				id := lookID(l)
				items = append(items, Item{
					ID: id, View: lookOf(s, item, l.Show), Headline: l.Headline, Notes: cmp.Or(t.Looks[id], l.Notes), Seconds: l.Seconds,
					Rank: extra, After: item.After,
				})
			}
		}
	}
	return t.with(items)
}

// lookOf is what a look shows of a beat.
func lookOf(s *data.Story, item Item, show string) view.View {
	v := item.ViewIn(s)
	v.Mode, v.Replies = view.Explore, false
	switch show {
	case data.LookBridge:
		return view.ToggleBridge(s, v)
	case data.LookLayers:
		return view.ToggleLayers(s, v)
	}
	return view.ToKnown(s, v, true)
}

// with returns the talk with other items, those behind the end mark last.
func (t *Talk) with(items []Item) *Talk {
	slices.SortStableFunc(items, func(a, b Item) int {
		switch {
		case a.After == b.After:
			return 0
		case b.After:
			return -1
		}
		return 1
	})
	out := *t
	out.Items = items
	return &out
}

// Index returns the position of the item of that id, or -1.
func (t *Talk) Index(id string) int {
	return slices.IndexFunc(t.Items, func(item Item) bool { return item.ID == id })
}

// Item returns the item of that id.
func (t *Talk) Item(id string) (Item, bool) {
	if i := t.Index(id); i >= 0 {
		return t.Items[i], true
	}
	return Item{}, false
}

// edit returns the talk with one item changed.
func (t *Talk) edit(id string, change func(*Item)) *Talk {
	i := t.Index(id)
	if i < 0 {
		return t
	}
	item := t.Items[i]
	if change(&item); item == t.Items[i] {
		return t
	}
	items := slices.Clone(t.Items)
	items[i] = item
	return t.with(items)
}

// Rename gives the talk a name of at most MaxName characters.
func (t *Talk) Rename(name string) *Talk {
	out := *t
	out.Name = line(name, MaxName)
	return &out
}

// Same tells whether two talks differ in nothing but their names.
func (t *Talk) Same(o *Talk) bool { return reflect.DeepEqual(t.Rename(o.Name).file(), o.file()) }

// Move puts an item at a position of the talk. It stays on its side of the end mark:
// see SetAfter.
func (t *Talk) Move(id string, to int) *Talk {
	from := t.Index(id)
	if from < 0 {
		return t
	}
	first, end := 0, len(t.Items)
	if mark := slices.IndexFunc(t.Items, func(item Item) bool { return item.After }); mark >= 0 {
		if t.Items[from].After {
			first = mark
		} else {
			end = mark
		}
	}
	to = min(max(to, first), end-1)
	if to == from {
		return t
	}
	item := t.Items[from]
	items := slices.Delete(slices.Clone(t.Items), from, from+1)
	return t.with(slices.Insert(items, to, item))
}

// MoveAll moves items one place up (by -1) or down (by 1), in their order. Those that are
// at an end stay there, and no other of them passes them.
func (t *Talk) MoveAll(ids []string, by int) *Talk {
	chosen := t.chosen(ids)
	if by > 0 {
		slices.Reverse(chosen)
	}
	stuck := map[string]bool{}
	for _, id := range chosen {
		to := t.Index(id) + by
		if to >= 0 && to < len(t.Items) && stuck[t.Items[to].ID] {
			stuck[id] = true
			continue
		}
		next := t.Move(id, to)
		stuck[id] = next == t
		t = next
	}
	return t
}

// Place puts items, in their order, before the item of that id; an empty one is none, and
// they go to the end. Each stays on its side of the end mark.
func (t *Talk) Place(ids []string, before string) *Talk {
	chosen := t.chosen(ids)
	if len(chosen) == 0 || slices.Contains(chosen, before) {
		return t
	}
	var moved, rest []Item
	for _, item := range t.Items {
		if slices.Contains(chosen, item.ID) {
			moved = append(moved, item)
		} else {
			rest = append(rest, item)
		}
	}
	at := slices.IndexFunc(rest, func(item Item) bool { return item.ID == before })
	if at < 0 {
		at = len(rest)
	}
	out := t.with(slices.Insert(rest, at, moved...))
	if slices.Equal(out.Items, t.Items) {
		return t
	}
	return out
}

// chosen are those of the ids that the talk has, in its order.
func (t *Talk) chosen(ids []string) (out []string) {
	for _, item := range t.Items {
		if slices.Contains(ids, item.ID) {
			out = append(out, item.ID)
		}
	}
	return out
}

// Hide leaves an item out of the talk, or takes it in again.
func (t *Talk) Hide(id string, hidden bool) *Talk {
	return t.edit(id, func(item *Item) { item.Hidden = hidden })
}

// Insert adds an item of the presenter's own after the item of that id, on the same
// side of the end mark, or first if there is none. It returns the new item's id,
// which is empty if the talk is full.
func (t *Talk) Insert(after string, v view.View) (*Talk, string) {
	if len(t.Items) >= MaxItems {
		return t, ""
	}
	id := ""
	for n := 1; id == "" || t.Index(id) >= 0; n++ {
		id = fmt.Sprintf("%s%d", ownPrefix, n)
	}
	v.Sheet = ""
	item, at := Item{ID: id, View: v}, t.Index(after)
	if at >= 0 {
		item.After = t.Items[at].After
	}
	return t.with(slices.Insert(slices.Clone(t.Items), at+1, item)), id
}

// ownPrefix begins the ids of the presenter's own items.
const ownPrefix = "own-"

// Remove takes an item of the presenter's own away. Beats stay, since they can be
// hidden.
func (t *Talk) Remove(id string) *Talk {
	i := t.Index(id)
	if i < 0 || !t.Items[i].Own() {
		return t
	}
	return t.with(slices.Delete(slices.Clone(t.Items), i, i+1))
}

// SetHeadline replaces an item's headline; an empty one is the beat's again. It is
// cut at MaxHeadline characters.
func (t *Talk) SetHeadline(id, headline string) *Talk {
	return t.edit(id, func(item *Item) { item.Headline = line(headline, MaxHeadline) })
}

// SetNotes replaces the notes of an item, or of a look; empty ones are the story's again.
// They are cut at MaxNotes characters.
func (t *Talk) SetNotes(id, notes string) *Talk {
	notes = clean(notes, MaxNotes)
	if !strings.HasPrefix(id, lookPrefix) {
		return t.edit(id, func(item *Item) { item.Notes = notes })
	}
	if notes == t.Looks[id] {
		return t
	}
	out := *t
	out.Looks = map[string]string{}
	maps.Copy(out.Looks, t.Looks)
	if out.Looks[id] = notes; notes == "" {
		delete(out.Looks, id)
	}
	return &out
}

// SetSeconds plans an item's time, up to MaxSeconds; 0 is the beat's again.
func (t *Talk) SetSeconds(id string, seconds int) *Talk {
	return t.edit(id, func(item *Item) { item.Seconds = min(max(seconds, 0), MaxSeconds) })
}

// SetRank says how soon a short talk leaves an item out; an empty rank is the beat's
// again, and an unknown one changes nothing.
func (t *Talk) SetRank(id, rank string) *Talk {
	if !knownRank(rank) {
		return t
	}
	return t.edit(id, func(item *Item) { item.Rank = rank })
}

// SetAfter puts an item behind the end mark, or takes it back before it: next to the
// mark in both cases.
func (t *Talk) SetAfter(id string, after bool) *Talk {
	item, ok := t.Item(id)
	if !ok || item.After == after {
		return t
	}
	rest := slices.DeleteFunc(slices.Clone(t.Items), func(other Item) bool { return other.ID == id })
	mark := slices.IndexFunc(rest, func(other Item) bool { return other.After })
	if mark < 0 {
		mark = len(rest)
	}
	item.After = after
	return t.with(slices.Insert(rest, mark, item))
}

func knownRank(rank string) bool {
	return rank == "" || rank == Must || rank == Should || rank == Could
}

// clean returns a text of at most so many characters, without those that are none.
func clean(text string, most int) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most])
	}
	return text
}

// line is clean for a text of one line.
func line(text string, most int) string {
	return strings.TrimSpace(clean(strings.Join(strings.Fields(text), " "), most))
}

// Own tells whether the item is the presenter's own, and no beat of the story.
func (i Item) Own() bool { return i.Beat == "" }

// HeadlineIn returns what stands over the item in that story, in its language. An own
// item without a headline has that of the beat it was made at.
func (i Item) HeadlineIn(s *data.Story) string {
	if i.Headline != "" {
		return i.Headline
	}
	if b := s.Beat(i.beat()); b != nil {
		return b.Headline
	}
	return ""
}

// beat is the id of the beat that an item belongs to.
func (i Item) beat() string {
	if i.Own() {
		return i.View.Beat
	}
	return i.Beat
}

// NameIn returns a name of a few words, such as for a rail: the beat's, or the
// headline of an own item.
func (i Item) NameIn(s *data.Story) string {
	if b := s.Beat(i.Beat); b != nil {
		return b.Short
	}
	return i.HeadlineIn(s)
}

// NotesIn returns the item's notes, in Markdown.
func (i Item) NotesIn(s *data.Story) string {
	if b := s.Beat(i.Beat); b != nil && i.Notes == "" {
		return b.Notes
	}
	return i.Notes
}

// SecondsIn returns the time that the item was planned to take.
func (i Item) SecondsIn(s *data.Story) int {
	if i.Seconds > 0 {
		return i.Seconds
	}
	if b := s.Beat(i.Beat); b != nil {
		return b.Seconds
	}
	return OwnSeconds
}

// RankIn returns Must, Should or Could.
func (i Item) RankIn(s *data.Story) string {
	if i.Rank != "" {
		return i.Rank
	}
	if b := s.Beat(i.Beat); b != nil {
		return b.Rank
	}
	return Should
}

// ViewIn returns what the item shows, whatever was looked at before: a beat as the
// story tells it, with the whole span of days, nothing pinned, the map at home, and
// the epilogue only where the beat is part of it.
func (i Item) ViewIn(s *data.Story) view.View {
	b := s.Beat(i.Beat)
	if b == nil {
		return view.Valid(s, i.View)
	}
	v := view.Begin(s)
	v.Epilogue = b.Epilogue
	return view.ToBeat(s, v, b.ID)
}
