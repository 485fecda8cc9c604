package load

import (
	"bytes"
	"unicode/utf8"
)

// clean makes a file's bytes ready for reading: it takes off a byte order mark and
// reports what is no text, by the place that where works out from an offset. What
// it returns is valid UTF-8 without control characters other than tab and line
// breaks, so that the rest of the file can still be read.
func clean(rep *report, src []byte, where func(src []byte, offset int) (line, col int)) []byte {
	if bytes.HasPrefix(src, []byte{0xFE, 0xFF}) || bytes.HasPrefix(src, []byte{0xFF, 0xFE}) {
		rep.add(1, 1, "the file is UTF-16: save it as UTF-8")
		return nil
	}
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	if len(bytes.TrimSpace(src)) == 0 {
		rep.add(1, 1, "the file is empty: fill it in, as FORMAT.md describes")
		return nil
	}
	if isText(src) {
		return src
	}
	out := make([]byte, 0, len(src))
	last := -1 // the last line complained of
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		bad := r == utf8.RuneError && size == 1
		if !bad && !isControl(r) {
			out = append(out, src[i:i+size]...)
			i += size
			continue
		}
		if line, col := where(src, i); line != last {
			last = line
			if bad {
				rep.add(line, col, "byte 0x%02X is not UTF-8: save the file as UTF-8", src[i])
			} else {
				rep.add(line, col, "control character U+%04X: remove it", r)
			}
			if len(rep.list) >= maxProblems {
				return nil
			}
		}
		out = utf8.AppendRune(out, utf8.RuneError)
		i += size
	}
	return out
}

func isText(src []byte) bool {
	for _, c := range src {
		if c < ' ' && isControl(rune(c)) || c == 0x7F {
			return false
		}
	}
	return utf8.Valid(src)
}

func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7F
}

// charAt returns line and character of an offset, both from 1.
func charAt(src []byte, offset int) (line, col int) {
	head := src[:offset]
	start := bytes.LastIndexByte(head, '\n') + 1
	return bytes.Count(head, []byte{'\n'}) + 1, utf8.RuneCount(head[start:]) + 1
}

// fieldAt returns line and field of an offset in a CSV file, both from 1.
func fieldAt(src []byte, offset int) (line, field int) {
	line, field = 1, 1
	quoted := false
	for _, c := range src[:offset] {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '\n':
			line++
			if !quoted {
				field = 1
			}
		case c == ',' && !quoted:
			field++
		}
	}
	return line, field
}
