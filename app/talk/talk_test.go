package talk

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/data"
)

func TestFromStory_tellsEveryBeatInOrder(t *testing.T) {
	s := builtIn(t)
	talk := FromStory(s)
	assert.Equal(t, s.ID, talk.Story)
	assert.Empty(t, talk.Name)
	require.Len(t, talk.Items, len(s.Beats))
	for i, b := range s.Beats {
		item := talk.Items[i]
		assert.Equal(t, Item{ID: b.ID, Beat: b.ID, Hidden: b.Epilogue, After: b.Epilogue}, item)
		assert.Equal(t, []any{b.Headline, b.Short, b.Notes, b.Seconds, b.Rank},
			[]any{item.HeadlineIn(s), item.NameIn(s), item.NotesIn(s), item.SecondsIn(s), item.RankIn(s)})
	}
}

func TestItem_speaksTheLanguageOfTheStory(t *testing.T) {
	s := small()
	item := FromStory(s).Items[0]
	other := small()
	other.Beats[0].Headline, other.Beats[0].Short, other.Beats[0].Notes = "Anders", "Kurz", "Zettel"
	assert.Equal(t, []string{"Anders", "Kurz", "Zettel"}, []string{item.HeadlineIn(other), item.NameIn(other), item.NotesIn(other)})
}

func TestItem_ofOnesOwn(t *testing.T) {
	s := small()
	v := view.ToBeat(s, view.Start(s), "d")
	v.Sheet = "keys"
	talk, id := FromStory(s).Insert("b", v)
	item, ok := talk.Item(id)
	require.True(t, ok)
	assert.Equal(t, "own-1", id)
	assert.True(t, item.Own())
	assert.Empty(t, item.View.Sheet, "a sheet is no part of it")
	assert.Equal(t, []any{"Headline of d", "Headline of d", "", OwnSeconds, Should},
		[]any{item.HeadlineIn(s), item.NameIn(s), item.NotesIn(s), item.SecondsIn(s), item.RankIn(s)})
	v.Sheet = ""
	assert.Equal(t, v, item.ViewIn(s))
	item.View.Beat, item.View.Card = "gone", "gone"
	assert.Equal(t, view.Start(s), item.ViewIn(s), "what the story does not have is replaced")
	assert.Empty(t, item.HeadlineIn(s))
}

func TestItem_showsABeatWhateverWasLookedAtBefore(t *testing.T) {
	s := builtIn(t)
	for _, item := range FromStory(s).Items {
		v := item.ViewIn(s)
		start := view.Begin(s)
		start.Epilogue = s.Beat(item.Beat).Epilogue
		assert.Equal(t, view.ToBeat(s, start, item.Beat), v)
		assert.Equal(t, view.Valid(s, v), v)
		assert.True(t, v.Span.Whole())
		assert.Equal(t, data.NoDay, v.Pin)
		assert.Equal(t, item.Beat, v.Beat)
		assert.Equal(t, item.After, v.Epilogue, "what came later is shown by its own beats only")
		assert.False(t, v.Map.Moved())
	}
}

func TestTalk_edits(t *testing.T) {
	s := small()
	v := view.Start(s)
	base := FromStory(s)
	own, _ := base.Insert("b", v)
	for name, c := range map[string]struct {
		from *Talk
		edit func(*Talk) *Talk
		want string
	}{
		"move on":                 {base, func(t *Talk) *Talk { return t.Move("a", 2) }, "b c a d e f |z"},
		"move back":               {base, func(t *Talk) *Talk { return t.Move("e", 0) }, "e a b c d f |z"},
		"move below the first":    {base, func(t *Talk) *Talk { return t.Move("c", -5) }, "c a b d e f |z"},
		"move stays at the mark":  {base, func(t *Talk) *Talk { return t.Move("a", 99) }, "b c d e f a |z"},
		"move behind the mark":    {base, func(t *Talk) *Talk { return t.Move("z", 0) }, "a b c d e f |z"},
		"move nothing":            {base, func(t *Talk) *Talk { return t.Move("nothing", 0) }, "a b c d e f |z"},
		"behind the mark":         {base, func(t *Talk) *Talk { return t.SetAfter("b", true) }, "a c d e f |b z"},
		"before the mark":         {base, func(t *Talk) *Talk { return t.SetAfter("z", false) }, "a b c d e f (z) |"},
		"there and back":          {base, func(t *Talk) *Talk { return t.SetAfter("f", true).SetAfter("f", false) }, "a b c d e f |z"},
		"insert":                  {base, func(t *Talk) *Talk { t, _ = t.Insert("d", v); return t }, "a b c d own-1 e f |z"},
		"insert first":            {base, func(t *Talk) *Talk { t, _ = t.Insert("", v); return t }, "own-1 a b c d e f |z"},
		"insert behind the mark":  {base, func(t *Talk) *Talk { t, _ = t.Insert("z", v); return t }, "a b c d e f |z own-1"},
		"insert another":          {own, func(t *Talk) *Talk { t, _ = t.Insert("own-1", v); return t }, "a b own-1 own-2 c d e f |z"},
		"insert takes a free id":  {own, func(t *Talk) *Talk { t, _ = t.Insert("a", v); t = t.Remove("own-1"); t, _ = t.Insert("f", v); return t }, "a own-2 b c d e f own-1 |z"},
		"remove one's own":        {own, func(t *Talk) *Talk { return t.Remove("own-1") }, "a b c d e f |z"},
		"a beat is not removed":   {own, func(t *Talk) *Talk { return t.Remove("a") }, "a b own-1 c d e f |z"},
		"nothing is not removed":  {own, func(t *Talk) *Talk { return t.Remove("x") }, "a b own-1 c d e f |z"},
		"hide":                    {base, func(t *Talk) *Talk { return t.Hide("b", true) }, "a (b) c d e f |z"},
		"hide one of what is not": {base, func(t *Talk) *Talk { return t.Hide("x", true) }, "a b c d e f |z"},
	} {
		t.Run(name, func(t *testing.T) {
			before := order(c.from)
			got := c.edit(c.from)
			var words []string
			mark := false
			for _, item := range got.Items {
				word := item.ID
				if item.Hidden && !item.After {
					word = "(" + word + ")"
				}
				if item.After && !mark {
					word, mark = "|"+word, true
				}
				words = append(words, word)
			}
			if !mark {
				words = append(words, "|")
			}
			assert.Equal(t, c.want, strings.Join(words, " "))
			assert.Equal(t, before, order(c.from), "the talk it was made of has changed")
		})
	}
}

func TestTalk_setsWhatAnItemSays(t *testing.T) {
	s := small()
	talk := FromStory(s).SetHeadline("a", "  My\nown \x07 ").SetNotes("a", "**Ask.**\n\x00Wait.").SetSeconds("a", 75).SetRank("a", Could)
	item, _ := talk.Item("a")
	assert.Equal(t, Item{ID: "a", Beat: "a", Headline: "My own", Notes: "**Ask.**\nWait.", Seconds: 75, Rank: Could}, item)
	assert.Equal(t, []any{"My own", "**Ask.**\nWait.", 75, Could, "Short a"},
		[]any{item.HeadlineIn(s), item.NotesIn(s), item.SecondsIn(s), item.RankIn(s), item.NameIn(s)})
	back := talk.SetHeadline("a", "").SetNotes("a", "").SetSeconds("a", 0).SetRank("a", "")
	assert.Equal(t, FromStory(s), back, "empty is the beat's again")

	item, _ = talk.SetSeconds("a", MaxSeconds+1).SetHeadline("a", strings.Repeat("é", MaxHeadline+1)).SetNotes("a", strings.Repeat("é", MaxNotes+1)).Item("a")
	assert.Equal(t, MaxSeconds, item.Seconds)
	assert.Equal(t, strings.Repeat("é", MaxHeadline), item.Headline)
	assert.Equal(t, strings.Repeat("é", MaxNotes), item.Notes)
	assert.Zero(t, talk.SetSeconds("a", -1).Items[0].Seconds)
	assert.Equal(t, strings.Repeat("n", MaxName), talk.Rename(" "+strings.Repeat("n", MaxName+1)).Name)
}

func TestTalk_isTheSameWhereThereIsNothingToDo(t *testing.T) {
	s := small()
	talk, id := FromStory(s).Insert("a", view.Start(s))
	for name, same := range map[string]*Talk{
		"move": talk.Move("a", 0), "hide": talk.Hide("a", false), "remove": talk.Remove("a"), "rank": talk.SetRank("a", "may"),
		"after": talk.SetAfter("a", false), "headline": talk.SetHeadline("x", "y"), "seconds": talk.SetSeconds(id, 0),
	} {
		assert.Same(t, talk, same, name)
	}
}

func TestInsert_stopsWhenTheTalkIsFull(t *testing.T) {
	s := small()
	talk := FromStory(s)
	for len(talk.Items) < MaxItems {
		var id string
		talk, id = talk.Insert("a", view.Start(s))
		require.NotEmpty(t, id)
	}
	full, id := talk.Insert("a", view.Start(s))
	assert.Empty(t, id)
	assert.Same(t, talk, full)
}

// randomEdit is anything that a presenter may do to a talk.
func randomEdit(r *rand.Rand, t *Talk, v view.View) *Talk {
	id := t.Items[r.IntN(len(t.Items))].ID
	switch r.IntN(9) {
	case 0:
		return t.Move(id, r.IntN(len(t.Items)+4)-2)
	case 1:
		return t.Hide(id, r.IntN(3) == 0)
	case 2:
		if len(t.Items) < 40 {
			t, _ = t.Insert(id, v)
		}
		return t
	case 3:
		return t.Remove(id)
	case 4:
		return t.SetHeadline(id, []string{"", "One", "A longer one"}[r.IntN(3)])
	case 5:
		return t.SetNotes(id, []string{"", "- One\n- <two>"}[r.IntN(2)])
	case 6:
		return t.SetSeconds(id, r.IntN(120))
	case 7:
		return t.SetRank(id, []string{"", Must, Should, Could}[r.IntN(4)])
	}
	return t.SetAfter(id, r.IntN(2) == 0)
}

func TestTalk_staysWholeUnderAnyEditsAndItsFileGivesItBack(t *testing.T) {
	s := builtIn(t)
	r := rand.New(rand.NewPCG(5, 6))
	talk := FromStory(s)
	for n := range 3000 {
		talk = randomEdit(r, talk, view.ToBeat(s, view.Start(s), s.Beats[r.IntN(len(s.Beats))].ID))
		seen, after := map[string]bool{}, false
		for _, item := range talk.Items {
			require.False(t, seen[item.ID], "%s is there twice", item.ID)
			require.False(t, after && !item.After, "%s stands behind the end mark", item.ID)
			seen[item.ID], after = true, item.After
		}
		for _, b := range s.Beats {
			require.True(t, seen[b.ID], "the beat %s is lost", b.ID)
		}
		if n%30 == 0 {
			var out bytes.Buffer
			require.NoError(t, talk.Write(&out))
			back, err := Read("a.truceline-talk", &out, s)
			require.NoError(t, err)
			require.Equal(t, talk, back)
		}
	}
}
