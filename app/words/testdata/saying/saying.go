// Package saying says keys in every way that the test of the keys follows.
package saying

import "truceline/app/words"

type panel struct{ words words.Local }

func (p *panel) all(grade string, list []string) {
	words.Say("one")
	p.words.Say("two", "Name", "n", "Count", 2)
	key := "three"
	if len(list) > 1 {
		key = "four"
	}
	words.Say(key)
	// A function that hands its key on is followed to where it is called.
	say := func(size int, key string) string { return words.Say(key, "Side", size) }
	say(1, "five")
	again := func(key string) { say(2, key) }
	again("six")

	p.title("seven")

	words.Say("grade." + grade)
	words.Say(list[0])
	words.Say("other." + grade)
}

func (p *panel) title(key string) { p.words.Say(key) }
