package data

// SourcesShown returns the sources that a reader may see: without the epilogue,
// not those that only what came later rests on.
func (s *Story) SourcesShown(epilogue bool) []Source {
	if epilogue {
		return s.Sources
	}
	const earlier, later = 1, 2
	by := make(map[string]int, len(s.Sources))
	note := func(ids []string, epilogue bool) {
		for _, id := range ids {
			if epilogue {
				by[id] |= later
			} else {
				by[id] |= earlier
			}
		}
	}
	var words []*Term
	s.records(func(r *record) {
		if r.table == "glossary" {
			words = append(words, &s.Glossary[r.row])
			return
		}
		note(r.sources, r.epilogue)
	})
	for i := range s.Meetings {
		note([]string{s.Meetings[i].PlaceSource}, s.Meetings[i].Epilogue)
	}
	for i := range s.Cards {
		note(s.Cards[i].Cited(), s.Cards[i].Epilogue)
	}
	for i := range s.Beats {
		note(s.Beats[i].Sources, s.Beats[i].Epilogue)
	}
	// A word may be explained by a source of what came later; that alone does not
	// bring the source into sight.
	for _, t := range words {
		for _, id := range t.Sources {
			if by[id] != later {
				by[id] |= earlier
			}
		}
	}
	var out []Source
	for _, x := range s.Sources {
		if by[x.ID] != later {
			out = append(out, x)
		}
	}
	return out
}
