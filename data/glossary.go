package data

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marked is a stretch of text. Term is the id of the glossary entry it is a word
// of, or empty.
type Marked struct {
	Text string
	Term string
}

// MarkTerms parts a text into stretches, so that the words of the glossary can be
// told from the rest. Of each term only the first occurrence is marked, the longest
// form first; words count only as a whole, in upper or lower case alike. The
// stretches joined give the text.
func (s *Story) MarkTerms(text string) []Marked {
	forms := s.termForms()
	used := map[string]bool{}
	var out []Marked
	plain := 0
	for i := 0; i < len(text); {
		form, ok := formAt(text, i, forms, used)
		if !ok {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		if plain < i {
			out = append(out, Marked{Text: text[plain:i]})
		}
		end := i + len(form.text)
		out = append(out, Marked{Text: text[i:end], Term: form.term})
		used[form.term] = true
		i, plain = end, end
	}
	if plain < len(text) {
		out = append(out, Marked{Text: text[plain:]})
	}
	return out
}

// Terms returns the glossary in the order of the alphabet, capitals and small letters
// alike.
func (s *Story) Terms() []Term {
	out := slices.Clone(s.Glossary)
	slices.SortStableFunc(out, func(a, b Term) int {
		return strings.Compare(strings.ToLower(a.Term), strings.ToLower(b.Term))
	})
	return out
}

type termForm struct {
	text, term string
}

// termForms are all forms of all terms, the longest first.
func (s *Story) termForms() []termForm {
	if x := s.sealed(); x != nil {
		return x.forms
	}
	return s.sortedForms()
}

func (s *Story) sortedForms() []termForm {
	var out []termForm
	for _, t := range s.Glossary {
		for _, f := range append([]string{t.Term}, t.Also...) {
			if f != "" {
				out = append(out, termForm{strings.ToLower(f), t.ID})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b termForm) int { return len(b.text) - len(a.text) })
	return out
}

func formAt(text string, i int, forms []termForm, used map[string]bool) (termForm, bool) {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if i > 0 && isWord(before) {
		return termForm{}, false
	}
	for _, f := range forms {
		end := i + len(f.text)
		if used[f.term] || end > len(text) || !strings.EqualFold(text[i:end], f.text) {
			continue
		}
		if after, _ := utf8.DecodeRuneInString(text[end:]); end < len(text) && isWord(after) {
			continue
		}
		return f, true
	}
	return termForm{}, false
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
