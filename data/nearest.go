package data

import "strings"

// Nearest returns the known word that a mistyped one most likely stands for, or
// the empty string if none is near: at most a third of its letters, and at least
// one, may be wrong, or it is the beginning of the known word. A swap of two
// neighbours counts as one mistake, and case is ignored. Of equally near words the
// first wins. The cost is proportional to the number of known words.
//
// The distance is the optimal string alignment distance (Damerau and Levenshtein
// without repeated edits of one place).
func Nearest(word string, known []string) string {
	const beginning = 3 // letters that are enough to tell a word by
	w := strings.ToLower(word)
	best, begun, least := "", "", max(1, len(w)/3)+1
	for _, k := range known {
		if begun == "" && len(w) >= beginning && len(k) > len(w) && strings.EqualFold(k[:len(w)], w) {
			begun = k
		}
		if k == "" || len(k) >= len(w)+least || len(w) >= len(k)+least {
			continue
		}
		if d, _ := Alignment(w, strings.ToLower(k), least); d < least {
			best, least = k, d
		}
	}
	if best == "" {
		return begun
	}
	return best
}

// Alignment returns how many mistakes lie between two words, and between the first
// and the nearest beginning of the second: letters left out, put in, exchanged or
// swapped with their neighbour. Letters are bytes, and only the first 64 of a word
// are compared. Distances of limit or more are given as limit. It allocates nothing.
func Alignment(a, b string, limit int) (whole, begun int) {
	const most = 64 // longer words are no ids; compare their beginnings
	a, b = a[:min(len(a), most)], b[:min(len(b), most)]
	var rows [3][most + 1]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		now, last, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		now[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			now[j] = d
			least = min(least, d)
		}
		if least >= limit {
			return limit, limit
		}
	}
	end := &rows[len(a)%3]
	begun = limit
	for j := range len(b) + 1 {
		begun = min(begun, end[j])
	}
	return min(end[len(b)], limit), begun
}
