package load

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
	"truceline/data/tariffs"
)

// whole, as what is to be replaced, stands for all of a file; gone, as what
// replaces it, for no file at all.
const (
	whole = "\x00whole"
	gone  = "\x00gone"
)

const conceptHead = "id,ask,right,wrong,because,tempting,card,sources,epilogue\n"

// breakages each break one thing of the small story. The wanted problem is the
// only one that may be reported.
var breakages = []struct{ name, file, old, new, want string }{
	// days
	{"a day that its month has not", "changes.csv", "cn,general,2025-04-12", "cn,general,2025-02-31", `changes.csv:11:3: effective "2025-02-31": February has 28 days in 2025`},
	{"a month that the year has not", "events.csv", "2025-04-04", "2025-13-04", `events.csv:2:2: day "2025-13-04": there is no month 13; months are 01 to 12`},
	{"a day written otherwise", "averages.csv", "2025-05-14", "14 May 2025", `averages.csv:3:2: day "14 May 2025" is not a date: write it as 1999-05-14`},
	{"no day", "events.csv", "2025-04-04", "", "events.csv:2:2: day is empty: fill it in"},
	{"a day in a card", "cards/truce.md", "day: 2025-05-14\n", "day: 2025-02-30\n", `cards/truce.md:3:6: day "2025-02-30": February has 28 days in 2025`},
	{"a day in a flow map", "cards/truce.md", "shows: {day: 2025-05-14", "shows: {day: 2025-5-14", `cards/truce.md:11:14: day "2025-5-14" is not a date: write it as 1999-05-14`},
	{"a day in the talk", "talk.yaml", "on: 2025-02-04", "on: soon", `talk.yaml:3:9: on "soon" is not a date: write it as 1999-05-14`},
	{"a day of the story", "story.yaml", "as_of: 2025-10-24", "as_of: 2025-10-32", `story.yaml:5:8: as_of "2025-10-32": October has 31 days in 2025`},
	{"days of the story out of order", "story.yaml", "ahead: 2025-11-16", "ahead: 2025-10-16", "story.yaml:6:8: ahead 2025-10-16 is before as_of 2025-10-24: put them in order"},
	{"a period that ends before it begins", "story.yaml", "until: 2025-11-10", "until: 2024-11-10", "story.yaml:8:61: until 2024-11-10 is before from 2025-05-14: put them in order"},
	{"a day after the last known one", "events.csv", "2025-04-04", "2025-10-25", "events.csv:2:2: 2025-10-25 is after the story's last known day, 2025-10-24: correct it, or mark the row epilogue"},
	{"a period after the last known day", "series.csv", "2025-07,", "2025-12,", "series.csv:3:2: 2025-12-01 is after the story's last known day"},
	{"a card for a day that is not drawn", "cards/truce.md", "day: 2025-05-14\n", "day: 2025-11-17\n", "cards/truce.md:3:6: 2025-11-17 is after the last day drawn, 2025-11-16"},

	// numbers
	{"letters for a rate", "changes.csv", "cn,general,2025-04-12,125", "cn,general,2025-04-12,12S", `changes.csv:11:4: rate "12S" is no number: write it as 12.5`},
	{"no rate", "changes.csv", "cn,general,2025-04-12,125", "cn,general,2025-04-12,", "changes.csv:11:4: rate is empty: fill it in"},
	{"a rate that is no number", "changes.csv", "cn,general,2025-04-12,125", "cn,general,2025-04-12,NaN", `changes.csv:11:4: rate "NaN" is not finite: write a number such as 12.5`},
	{"an endless rate", "changes.csv", "cn,general,2025-04-12,125", "cn,general,2025-04-12,-Inf", `changes.csv:11:4: rate "-Inf" is not finite: write a number such as 12.5`},
	{"a rate too large to hold", "changes.csv", "cn,general,2025-04-12,125", "cn,general,2025-04-12," + strings.Repeat("9", 400), "is too large"},
	{"a percent sign", "averages.csv", "51.1", "51.1%", `averages.csv:3:5: value "51.1%" has a percent sign: write the number alone`},
	{"a thousands separator", "series.csv", "5577", `"5,577"`, `series.csv:3:4: value "5,577" has a comma: write a point as decimal mark and no thousands separators`},
	{"a typographic minus", "averages.csv", "51.1", "−51.1", `averages.csv:3:5: value "−51.1" begins with a typographic minus sign: write - for it`},
	{"a rate that no side ever had", "changes.csv", "cn,general,2025-04-12,125", "cn,general,2025-04-12,1250", "changes.csv:11:4: with this the rate of cn on 2025-04-12 is 1250: the sum of its general layers has to lie within -1000 and 1000"},
	{"a latitude off the globe", "meetings.csv", "46.2022", "146.2022", "meetings.csv:2:9: lat 146.2022 is not on the globe: write degrees north, -90 to 90"},
	{"a longitude off the globe", "meetings.csv", "6.1457", "-186.1457", "meetings.csv:2:10: lon -186.1457 is not on the globe: write degrees east, -180 to 180"},
	{"a capital off the globe", "story.yaml", "lat: 38.9", "lat: 138.9", "story.yaml:10:116: 138.9 is no latitude: write degrees north, -90 to 90"},
	{"an order that is no number", "meetings.csv", "geneva,1,", "geneva,first,", `meetings.csv:2:2: order "first" is no number of a row: write 1, 2, 3 …`},
	{"an order taken twice", "meetings.csv", "busan,2,", "busan,1,", `meetings.csv:3:2: order 1 is taken by "geneva": number the rounds from 1, each once (the first is in line 2)`},
	{"seconds that are none", "talk.yaml", "seconds: 50", "seconds: 0", `talk.yaml:24:14: seconds "0": write whole seconds, 1 to 3600`},

	// positions
	{"a statement without a source", "positions.csv", "Buy more,page,", "Buy more,,", `positions.csv:2:4: first_sources is empty: name the sources of what "first" says`},
	{"sources of what nobody says", "positions.csv", "page,,,Perhaps", "page,,page,Perhaps", `positions.csv:2:6: second_sources names sources, but "second" says nothing: leave both empty`},
	{"a source that is not the row's", "positions.csv", "Buy more,page,", "Buy more,leaf,", `positions.csv:2:4: first_sources names "leaf", which is not among the row's sources: add it there`},

	// meetings
	{"a meeting that ends before it starts", "meetings.csv", "2025-05-10,2025-05-11", "2025-05-10,2025-05-09", "meetings.csv:2:4: the meeting ends on 2025-05-09, before it starts on 2025-05-10: put the days in order"},
	{"a meeting of several years", "meetings.csv", "2025-05-10,2025-05-11", "2023-05-10,2025-05-11", "meetings.csv:2:4: the meeting ends on 2025-05-11, more than a year after its start on 2023-05-10: correct one"},
	{"a later end before the later start", "meetings.csv", "2025-10-30,2025-10-30", "2025-10-30,2025-10-29", "meetings.csv:3:19: the meeting ends on 2025-10-29, before it starts on 2025-10-30: put the days in order"},
	{"a meeting without any day", "meetings.csv", "planned for the last week of October", "", "meetings.csv:3:5: neither start nor when is filled in: say in words for when it is planned"},
	{"what became known without a source", "meetings.csv", "The truce goes on,page,", "The truce goes on,,", "meetings.csv:3:25: no source: name at least one"},

	// words out of a few
	{"an unknown status", "changes.csv", "125,in_force,2025-04-11", "125,inforce,2025-04-11", `changes.csv:11:5: status "inforce" is unknown; did you mean "in_force"?`},
	{"an unknown grade", "sources.csv", "secondary", "rumour", `sources.csv:4:5: grade "rumour" is unknown; known are primary, secondary, dataset, article`},
	{"an unknown scope", "story.yaml", "name: Fentanyl duty, scope: general", "name: Fentanyl duty, scope: genral", `story.yaml:19:58: scope "genral" is unknown; did you mean "general"?`},
	{"an unknown rank", "talk.yaml", "rank: must", "rank: may", `talk.yaml:25:11: rank "may" is unknown; known are must, should, could`},
	{"a yes that is none", "averages.csv", "2025-05-14,yes", "2025-05-14,true", `averages.csv:3:3: nominal "true": write yes, or leave it empty`},
	{"a flag that is none", "cards/later.md", "epilogue: true", "epilogue: yes", `cards/later.md:7:11: epilogue "yes": write true or false`},
	{"a country that is no code", "story.yaml", `country: "156"`, "country: CN", `story.yaml:11:73: country "CN": write the three digits of ISO 3166-1 in quotes, as "840"`},

	{"a step that is no flag", "story.yaml", "stepped: true", "stepped: daily", `story.yaml:17:85: stepped "daily": write true or false`},
	{"a derived measure that steps", "story.yaml", "derived: true}", "derived: true, stepped: true}", `story.yaml:16:95: measure "additional" is derived from the layers`},

	// ids and references
	{"an id with capitals", "facts.csv", "cut,Cut", "Cut,Cut", `facts.csv:2:1: id "Cut" is no id: use lower-case letters, digits and single hyphens`},
	{"no id", "facts.csv", "cut,Cut", ",Cut", "facts.csv:2:1: id is empty: fill it in"},
	{"an id used twice", "people.csv", "wu,Wu", "ann,Wu", `people.csv:3:1: person "ann" is there already: rename or remove one (the first is in line 2)`},
	{"a word explained twice", "glossary.csv", "A tax on imports,page\n", "A tax on imports,page\ntoll,Toll,Tariffs,A tax,page\n", `glossary.csv:3:2: the word "Tariffs" is explained already, under "tariff": keep one (the first is in line 2)`},
	{"a change there twice", "changes.csv", "cn,general,2025-05-14", "cn,general,2025-04-12", "changes.csv:12:3: layer general of cn has a change with status in_force on 2025-04-12 already: keep one (the first is in line 11)"},
	{"an unknown source", "changes.csv", "Answer,,,,page", "Answer,,,,pages", `changes.csv:11:11: unknown source "pages"; did you mean "page"?`},
	{"an unknown source in a card", "cards/truce.md", "{id: statement", "{id: statment", `cards/truce.md:8:10: unknown source "statment"; did you mean "statement"?`},
	{"an unknown source of a place", "meetings.csv", "6.1457,page", "6.1457,atlas", `meetings.csv:2:11: unknown source "atlas"; known are order, statement, page`},
	{"a row without a source", "events.csv", "need a licence,page", "need a licence,", "events.csv:2:6: no source: name at least one"},
	{"a source named twice", "changes.csv", "order; page", "page; page", `changes.csv:6:11: source "page" is named twice: keep one`},
	{"a list with an empty part", "changes.csv", "order; page", "order; ", `changes.csv:6:11: sources has an empty part: write the parts as "a; b", without a semicolon at the end`},
	{"an unknown side", "changes.csv", "cn,general,2025-04-12", "ch,general,2025-04-12", `changes.csv:11:1: unknown side "ch"; did you mean "cn"?`},
	{"an unknown side of a layer", "story.yaml", "id: general, side: cn", "id: general, side: xx", `story.yaml:21:25: unknown side "xx"; known are us, cn`},
	{"an unknown layer", "changes.csv", "cn,general,2025-04-12", "cn,genral,2025-04-12", `changes.csv:11:2: unknown layer "genral" of side cn; did you mean "general"?`},
	{"a layer of the other side", "changes.csv", "us,fentanyl,2025-11-10", "cn,fentanyl,2025-11-10", `changes.csv:10:2: unknown layer "fentanyl" of side cn; known are general`},
	{"an unknown measure", "averages.csv", "piie,2025-05-14", "pie,2025-05-14", `averages.csv:3:1: unknown measure "pie"; did you mean "piie"?`},
	{"an average of a derived measure", "averages.csv", "piie,2025-05-14", "additional,2025-05-14", `averages.csv:3:1: measure "additional" is derived from the layers: remove the row, or name a published measure`},
	{"an unknown series", "series.csv", "magnets,2025-07", "magnet,2025-07", `series.csv:3:1: unknown series "magnet"; did you mean "magnets"?`},
	{"a lens that reads an unknown card", "story.yaml", "{id: story, name: The story so far}", "{id: story, name: The story so far, cards: [truc]}", `story.yaml:14:49: unknown card "truc"; did you mean "truce"?`},
	{"a lens that reads a card of another", "story.yaml", "{id: brief, name: In brief}", "{id: brief, name: In brief, cards: [truce]}", `story.yaml:13:41: card "truce" belongs to lens "story": name it there`},
	{"a lens that reads a card twice", "story.yaml", "{id: story, name: The story so far}", "{id: story, name: The story so far, cards: [truce, truce]}", `story.yaml:14:56: card "truce" stands twice in the order: keep one`},

	// what the program says
	{"words that are no JSON", "text/fr/words.json", whole, "{\n\"a\": \"b\",\n}", "text/fr/words.json:3:2: cannot be read as JSON: invalid character '}' looking for beginning of object key string"},
	{"a word that is a number", "text/fr/words.json", whole, "{\"a\": 1}", `text/fr/words.json:1:2: "a" is neither a text nor texts by number: write it as {"one": …, "other": …}`},
	{"a form that no language has", "text/fr/words.json", whole, "{\"a\": {\"some\": \"x\", \"other\": \"y\"}}", `text/fr/words.json:1:2: "some" is no form that words take beside a number; they are zero, one, two, few, many, other`},

	// written questions
	{"a question with two wrong answers", "concepts.csv", whole, conceptHead + "points,How many?,One,Two; Three,Because.,Not that.,truce,statement,\n", `concepts.csv:2:4: holds 2 answers: write 3 that are wrong, parted by semicolons`},
	{"a wrong answer that is right", "concepts.csv", whole, conceptHead + "points,How many?,One,Two; One; Three,Because.,Not that.,truce,statement,\n", `concepts.csv:2:4: holds the right answer, "One": write one that is wrong`},
	{"a question without its reason", "concepts.csv", whole, conceptHead + "points,How many?,One,Two; Three; Four,,Not that.,truce,statement,\n", `concepts.csv:2:5: because is empty: fill it in`},
	{"a question of an unknown card", "concepts.csv", whole, conceptHead + "points,How many?,One,Two; Three; Four,Because.,Not that.,truse,statement,\n", `concepts.csv:2:7: unknown card "truse"; did you mean "truce"?`},
	{"a question of an unknown source", "concepts.csv", whole, conceptHead + "points,How many?,One,Two; Three; Four,Because.,Not that.,truce,statemant,\n", `concepts.csv:2:8: unknown source "statemant"; did you mean "statement"?`},
	{"a number that no source of a question has", "concepts.csv", whole, conceptHead + "points,How many?,One,Two; Three; Four,Because of 77 points.,Not that.,truce,statement,\n", `concepts.csv:2:5: the number 77 stands in no row that cites statement or order`},
	{"a question twice", "concepts.csv", whole, conceptHead + strings.Repeat("points,How many?,One,Two; Three; Four,Because.,Not that.,truce,statement,\n", 2), `concepts.csv:3:1: concept "points" is there already: rename or remove one (the first is in line 2)`},

	{"an unknown lens", "cards/truce.md", "lens: story", "lens: stories", `cards/truce.md:2:7: unknown lens "stories"; known are brief, story`},
	{"an unknown meeting", "cards/truce.md", "meeting: geneva", "meeting: genva", `cards/truce.md:11:35: unknown meeting "genva"; did you mean "geneva"?`},
	{"an unknown person", "cards/truce.md", "meeting: geneva", "person: bob", `cards/truce.md:11:34: unknown person "bob"; known are ann, wu`},
	{"an unknown position", "cards/truce.md", "meeting: geneva", "position: sow", `cards/truce.md:11:36: unknown position "sow"; did you mean "soy"?`},
	{"an unknown series in a card", "cards/magnets.md", "series: magnets", "series: metals", `cards/magnets.md:10:17: unknown series "metals"; known are magnets`},
	{"an unknown card in the talk", "talk.yaml", "card: truce", "card: truces", `talk.yaml:18:11: unknown card "truces"; did you mean "truce"?`},
	{"an unknown meeting in the talk", "talk.yaml", "meeting: geneva", "meeting: bern", `talk.yaml:19:14: unknown meeting "bern"; known are geneva, busan`},
	{"an unknown card of a correction", "corrections.csv", "page,magnets", "page,magnet", `corrections.csv:2:5: unknown card "magnet"; did you mean "magnets"?`},
	{"an unknown end of a link", "links.csv", "meeting:geneva", "meeting:genva", `links.csv:3:2: unknown meeting "genva"; did you mean "geneva"?`},
	{"an end of a link that is none", "links.csv", "event:licences", "licences", `links.csv:3:1: "licences": write change:SIDE/LAYER/DAY, event:ID or meeting:ID`},
	{"an unknown side of a person", "people.csv", "analyst", "scholar", `people.csv:3:4: unknown side "scholar"; known are us, cn`},
	{"a third side", "story.yaml", "lenses:\n", "  - {id: eu, name: Europe, adjective: European, on: EU, country: \"056\", capital: {name: Brussels, lat: 50.8, lon: 4.4}}\nlenses:\n", "story.yaml:10:3: 3 sides: a story has exactly two"},
	{"a layer there twice", "story.yaml", "id: reciprocal", "id: fentanyl", `story.yaml:20:10: layer "us/fentanyl" is there already: rename or remove one (the first is in line 19)`},

	// the slides besides the beats
	{"a number of a slide without a source", "talk.yaml", "beats:\n", "opening:\n  headline: The talk\n  line: Once it was more than 777 points\nbeats:\n", "talk.yaml:3:9: the number 777 stands in no row that cites any source"},
	{"a number of a slide that its source has not", "talk.yaml", "beats:\n", "opening:\n  headline: 91 and 777 points\n  sources: [statement]\nbeats:\n", "talk.yaml:2:13: the number 777 stands in no row that cites statement"},
	{"an unknown source of a slide", "talk.yaml", "beats:\n", "opening:\n  headline: The talk\n  sources: [statemant]\nbeats:\n", `talk.yaml:3:13: unknown source "statemant"; did you mean "statement"?`},

	// the epilogue kept apart
	{"a beat that shows an epilogue card", "talk.yaml", "card: truce", "card: later", `talk.yaml:18:11: card "later" belongs to the epilogue, this does not`},
	{"a correction on an epilogue card", "corrections.csv", "page,magnets", "page,later", `corrections.csv:2:5: card "later" belongs to the epilogue, this does not`},
	{"beats out of order", "talk.yaml", "on: 2025-02-04", "on: 2025-06-04", "talk.yaml:13:9: 2025-05-14 is before the beat above it, 2025-06-04: put the beats in the order of their days"},

	// numbers and memory
	{"a number that no source carries", "cards/truce.md", "from 145% to", "from 146% to", "cards/truce.md:13:35: the number 146 stands in no row that cites statement or order: correct it"},
	{"a number of a source that is not cited", "cards/truce.md", "It was no end.", "It was no end for 5,577 tonnes.", "cards/truce.md:16:19: the number 5,577 stands in no row that cites statement or order: cite page, whose rows have it, or correct it"},
	{"a number in the reason", "cards/truce.md", "Trade under", "Half of 86 ships under", "cards/truce.md:20:9: the number 86 stands in no row"},
	{"a number in the title", "cards/truce.md", "by 115 points", "by 116 points", "cards/truce.md:4:8: the number 116 stands in no row"},
	{"the large number", "cards/truce.md", "number: 145 → 30", "number: 144 → 30", "cards/truce.md:5:9: the number 144 stands in no row"},
	{"a part of another number", "cards/truce.md", "number: 145 → 30", "number: 145 → 30\nlarge: 31 points", `cards/truce.md:6:8: "31 points" is no part of the number "145 → 30"`},
	{"a tag", "cards/truce.md", "[10–11 May, Geneva]", "[Geneva, 10–13 May]", "cards/truce.md:6:16: the date 13 May stands in no row"},
	{"a date", "cards/truce.md", "On 14 May 2025", "On 15 May 2025", "cards/truce.md:13:4: the date 15 May stands in no row that cites statement or order: correct it, or add a row that has it"},
	{"a year", "cards/truce.md", "It was no end.", "It was no end in 2031.", "cards/truce.md:16:18: the number 2031 stands in no row"},
	{"a section of another law", "cards/truce.md", "Section 301", "Section 232", "cards/truce.md:20:21: the number 232 stands in no row"},
	{"a number of the epilogue", "cards/magnets.md", "Exports rose", "From 10 November exports rose", "cards/magnets.md:12:6: the date 10 November stands in no row that cites page"},
	{"a number in what a source gives", "cards/truce.md", "takes: \"91 points", "takes: \"92 points", "cards/truce.md:8:28: the number 92 stands in no row that cites statement: correct it"},
	{"a number that another source of the card gives", "cards/truce.md", "takes: the rate before", "takes: the 24 on hold", "cards/truce.md:9:24: the number 24 stands in no row that cites order: cite statement, whose rows have it, or correct it"},
	{"a number in a beat's headline", "talk.yaml", "Both sides step back", "Both sides step back by 116", "talk.yaml:15:15: the number 116 stands in no row that cites statement or order: correct it"},
	{"a number in what a beat says is drawn", "talk.yaml", "line: Extra tariff in percent\n    lens: story", "line: Magnets, 5577 of them\n    lens: story", "talk.yaml:16:11: the number 5577 stands in no row that cites statement or order: cite page, whose rows have it, or correct it"},
	{"a number in the notes", "talk.yaml", "Then wait.", "Then wait for 77 seconds.", "talk.yaml:20:12: the number 77 stands in no row"},
	{"a number in a beat's short name", "talk.yaml", "short: Truce", "short: 13 May", "talk.yaml:14:12: the date 13 May stands in no row"},
	{"a number in a beat that only the epilogue knows", "talk.yaml", "headline: It began small", "headline: From 10 November", "talk.yaml:5:15: the date 10 November stands in no row that cites page"},
	{"a source of a beat that there is not", "talk.yaml", "    seconds: 50", "    sources: [order, paje]\n    seconds: 50", `talk.yaml:24:22: unknown source "paje"; did you mean "page"?`},
	{"a source of a beat there twice", "talk.yaml", "    seconds: 50", "    sources: [order, order]\n    seconds: 50", `talk.yaml:24:22: source "order" is named twice: keep one`},
	{"a sum in a beat that is wrong", "talk.yaml", "    seconds: 50", "    derived: [\"290 = 145 + 125\"]\n    seconds: 50", `talk.yaml:24:15: derived "290 = 145 + 125" is not true: the right side is 270`},
	{"a sum that is wrong", "cards/truce.md", "115 = 145 - 30", "115 = 145 - 10", `cards/truce.md:10:11: derived "115 = 145 - 10" is not true: the right side is 135`},
	{"a rounding that is wrong", "cards/magnets.md", "4.5 ~ 5577", "4.5 = 5577", "cards/magnets.md:9:5: derived \"4.5 = 5577 / 1238\" is not true: the right side is 4.5048"},
	{"a sum of unknown numbers", "cards/truce.md", "115 = 145 - 30", "115 = 11500 / 100", "cards/truce.md:10:11: the number 11500 stands in no row"},
	{"a sum that is none", "cards/truce.md", "115 = 145 - 30", "115 is 145 - 30", `cards/truce.md:10:11: derived "115 is 145 - 30": write it as "115 = 145 - 30"`},
	{"a statement from memory", "facts.csv", "Each side cut by 115 points", "Each side cut by 115 points (from memory)", "facts.csv:2:3: a statement from memory is not shown: trace it to a document or leave it out"},
	{"a statement from memory in a card", "cards/magnets.md", "Cars need them.", "Cars need them (memory).", "cards/magnets.md:17:17: a statement from memory is not shown"},
	{"a picture", "talk.yaml", "Say *why*.", "Say ![why](https://example.org/a.png).", "talk.yaml:20:12: an image cannot be shown here: describe it in words"},

	// CSV as such
	{"an unknown column", "events.csv", "kind", "knd", `events.csv:1:3: unknown column "knd"; did you mean "kind"?`},
	{"a missing column", "facts.csv", "id,topic,text,sources,epilogue\ncut,Cut,Each side cut by 115 points,statement,", "id,topic,text,sources\ncut,Cut,Each side cut by 115 points,statement", `facts.csv:1:1: column "epilogue" is missing: add it; the columns are id,topic,text,sources,epilogue`},
	{"a column there twice", "glossary.csv", "id,term,also,meaning,sources\ntariff,", "id,id,term,also,meaning,sources\ntariff,tariff,", `glossary.csv:1:2: column "id" is there twice: remove one`},
	{"a field too many", "events.csv", "Seven metals need", "Seven metals, need", "events.csv:2:8: 8 fields, not 7: put a field that holds a comma in quotes"},
	{"a field too few", "facts.csv", "statement,", "statement", "facts.csv:2:4: 4 fields, not 5: add the missing ones, empty if need be"},
	{"a quote inside a field", "events.csv", "Seven metals", `Seven "metals"`, "events.csv:2:5: a quote inside a field without quotes: put the whole field in quotes and write \" as \"\""},
	{"a quote that does not end", "people.csv", "ann,Ann", `ann,"Ann`, "people.csv:2:2: a quoted field does not end as it should"},
	{"text that is not UTF-8", "people.csv", "Minister", "Ministe\xE9r", "people.csv:2:3: byte 0xE9 is not UTF-8: save the file as UTF-8"},
	{"a control character", "people.csv", "Minister", "Min\x00ister", "people.csv:2:3: control character U+0000: remove it"},
	{"UTF-16", "people.csv", whole, "\xFF\xFEi\x00d\x00", "people.csv:1:1: the file is UTF-16: save it as UTF-8"},
	{"an empty file", "people.csv", whole, "", "people.csv:1:1: the file is empty: fill it in, as FORMAT.md describes"},
	{"a blank file", "people.csv", whole, "\uFEFF\n\n", "people.csv:1:1: the file is empty"},
	{"only comments", "people.csv", whole, "# nobody\n", "people.csv:1:1: there is no header line: begin with id,name,role,side,wants,said,sources"},
	{"a card with a name that is no id", "cards/Truce.md", whole, "---\nlens: brief\ntitle: T\nsources: [{id: page, takes: a}]\n---\nA.\n\n## Why it matters\n\nB.\n", `cards/Truce.md:1:1: the file's name is the card's id, and "Truce" is none`},

	// YAML and Markdown as such
	{"an unknown key", "cards/truce.md", "title:", "titel:", `cards/truce.md:4:1: unknown key "titel"; did you mean "title"?`},
	{"an unknown key of a list", "cards/truce.md", "takes: the rate before", "take: the rate before", `cards/truce.md:9:17: unknown key "take"; did you mean "takes"?`},
	{"an unknown key of the story", "story.yaml", "language: en", "lang: en", `story.yaml:3:1: unknown key "lang"; did you mean "language"?`},
	{"a missing key", "talk.yaml", "    rank: must\n", "", "talk.yaml:12:5: a beat has no rank: add it"},
	{"an empty key", "talk.yaml", "rank: must", "rank:", "talk.yaml:25:10: rank is empty: fill it in"},
	{"a colon in a text", "cards/truce.md", "title: Geneva cut", "title: Geneva: cut", "cards/truce.md:4:8: cannot be read as YAML: mapping value is not allowed in this context: check quotes"},
	{"a bracket left open", "cards/truce.md", "[10–11 May, Geneva]", "[10–11 May, Geneva", "cards/truce.md:7:1: cannot be read as YAML"},
	{"a quote left open", "talk.yaml", "headline: It began small", `headline: "It began small`, "talk.yaml:5:15: cannot be read as YAML: could not find end character of double-quoted text"},
	{"a tab as indentation", "talk.yaml", "    short: Truce", "\tshort: Truce", "talk.yaml:14:1: cannot be read as YAML"},
	{"a key there twice", "cards/truce.md", "lens: story\n", "lens: story\nlens: story\n", `cards/truce.md:3:1: cannot be read as YAML: mapping key "lens" already defined at [1:1]`},
	{"a list for a text", "cards/truce.md", "title: Geneva cut the US rate by 115 points", "title: [Geneva]", "cards/truce.md:4:8: title has to be a text, not a list or map: put it in double quotes"},
	{"a text for a list", "cards/truce.md", "tags: [10–11 May, Geneva]", "tags: Geneva", "cards/truce.md:6:7: tags has to be a list: write it as [a, b], or one entry a line after a hyphen"},
	{"a text for a map", "cards/truce.md", "shows: {day: 2025-05-14, meeting: geneva}", "shows: geneva", "cards/truce.md:11:8: shows has to be a map: write it as key: value"},
	{"an anchor", "story.yaml", "title: A small story", "title: &a A small story", "story.yaml:2:8: anchors and aliases"},
	{"a tag on a value", "story.yaml", "title: A small story", "title: !!str A small story", "story.yaml:2:8: tags (!) are not used"},
	{"two documents", "story.yaml", "lenses:\n", "---\nlenses:\n", "story.yaml:12:1: one file holds one YAML document: remove this line"},
	{"a list for the story", "story.yaml", whole, "- a\n", "story.yaml:1:1: the story has to be a map: write it as key: value"},
	{"only a comment", "talk.yaml", whole, "# nothing\n", "talk.yaml:1:1: there are no keys"},
	{"no lenses", "story.yaml", "lenses:\n  - {id: brief, name: In brief}\n  - {id: story, name: The story so far}\n", "lenses:\n", "story.yaml:12:8: lenses is empty: fill it in"},
	{"no talk", "talk.yaml", whole, gone, "talk.yaml:1:1: the file is missing: add it"},
	{"no story", "story.yaml", whole, gone, "story.yaml:1:1: the file is missing: add it"},
	{"a card without keys", "cards/truce.md", "---\nlens", "lens", "cards/truce.md:1:1: a card begins with a line of three hyphens, and its keys below: add them"},
	{"keys without an end", "cards/later.md", "---\nFrom", "From", "cards/later.md:1:1: the keys do not end: close them with a line of three hyphens"},
	{"a card without a claim", "cards/later.md", "From 10 November the US rate was 20.", "", "cards/later.md:9:1: the card makes no claim: write it below the keys"},
	{"a card without a reason", "cards/later.md", "\n## Why it matters\n\nIt lasted.\n", "", `cards/later.md:9:1: the card gives no reason: end it with "## Why it matters" and a sentence or two`},
	{"a heading without a reason", "cards/later.md", "It lasted.\n", "", `cards/later.md:11:1: there is nothing under "## Why it matters": write a sentence or two`},
	{"another heading", "cards/later.md", "## Why it matters", "## Why", `cards/later.md:11:1: heading "## Why": a card has one heading, "## Why it matters"`},
	{"a card without sources", "cards/later.md", "sources:\n  - {id: page, takes: the rate}\n", "", "cards/later.md:2:1: the card has no sources: add it"},
	{"a card that is not UTF-8", "cards/later.md", "It lasted.", "It last\xE9d.", "cards/later.md:13:8: byte 0xE9 is not UTF-8: save the file as UTF-8"},
}

func TestFS_reportsAllBreakagesAtOnce(t *testing.T) {
	fsys := small(t)
	broken(t, fsys, "changes.csv", "cn,general,2025-04-12,125", "cn,general,2025-02-31,12S")
	broken(t, fsys, "changes.csv", "order; page", "ordr; paje")
	broken(t, fsys, "events.csv", "need a licence,page", "need a licence,")
	broken(t, fsys, "cards/truce.md", "lens: story", "lens: storey")
	broken(t, fsys, "cards/later.md", "title: The", "title: \"The")
	broken(t, fsys, "talk.yaml", "seconds: 50", "seconds: long")
	broken(t, fsys, "talk.yaml", "meeting: geneva", "meeting: genva")
	broken(t, fsys, "story.yaml", "language: en", "langage: en")
	want := []string{
		"cards/later.md:4:8: cannot be read as YAML: could not find end character of double-quoted text: check quotes",
		`cards/truce.md:2:7: unknown lens "storey"; did you mean "story"?`,
		`changes.csv:6:11: unknown source "ordr"; did you mean "order"?`,
		`changes.csv:6:11: unknown source "paje"; did you mean "page"?`,
		`changes.csv:11:3: effective "2025-02-31": February has 28 days in 2025`,
		`changes.csv:11:4: rate "12S" is no number: write it as 12.5`,
		"events.csv:2:6: no source: name at least one",
		`story.yaml:3:1: unknown key "langage"; did you mean "language"?`,
		`talk.yaml:19:14: unknown meeting "genva"; did you mean "geneva"?`,
		`talk.yaml:24:14: seconds "long": write whole seconds, 1 to 3600`,
	}
	list := problems(t, fsys)
	require.Len(t, list, len(want), list.Error())
	for i, p := range list {
		assert.True(t, strings.HasPrefix(p.String(), want[i]), "%s\nis not\n%s", p, want[i])
	}
}

func TestFS_listsEveryFileThatAnEmptyFolderLacks(t *testing.T) {
	list := problems(t, fstest.MapFS{})
	assert.Len(t, list, len(required)+3)
}

func TestFS_namesThePlaceOfEachBreakage(t *testing.T) {
	for _, b := range breakages {
		t.Run(b.name, func(t *testing.T) {
			list := problems(t, broken(t, small(t), b.file, b.old, b.new))
			assert.Contains(t, list[0].String(), b.want)
			if strings.HasPrefix(b.want, b.file) {
				assert.True(t, strings.HasPrefix(list[0].String(), b.want), "%s\nis not\n%s", list[0], b.want)
			}
			for _, p := range list[1:] {
				t.Logf("also %s", p)
			}
			assert.LessOrEqual(t, len(list), 1, "one slip brings one complaint:\n%s", list)
		})
	}
}

// broken replaces a text that a file holds exactly once.
func broken(t testing.TB, fsys fstest.MapFS, file, old, new string) fstest.MapFS {
	t.Helper()
	switch {
	case new == gone:
		delete(fsys, file)
	case old == whole:
		fsys[file] = &fstest.MapFile{Data: []byte(new)}
	default:
		src := string(fsys[file].Data)
		require.Equal(t, 1, strings.Count(src, old), "%q in %s", old, file)
		fsys[file] = &fstest.MapFile{Data: []byte(strings.Replace(src, old, new, 1))}
	}
	return fsys
}

// TestFS_namesThePlaceOfWhatIsWrongWithAScene breaks a scene in each of its parts.
func TestFS_namesThePlaceOfWhatIsWrongWithAScene(t *testing.T) {
	const last = "    seconds: 50\n    rank: must\n"
	for scene, want := range map[string]string{
		"figure: ratez":                       `talk.yaml:27:15: unknown figure "ratez"`,
		"from: 2025-05-14, until: 2025-05-01": "talk.yaml:27:",
		"from: 2020-01-01":                    "talk.yaml:27:13: from 2020-01-01 is not among the days drawn",
		"revealed: 2025-12-31":                `talk.yaml:27:17: revealed 2025-12-31 is after the beat's day`,
		"with: [cellar]":                      `talk.yaml:27:14: unknown part "cellar"`,
		"besides: map":                        `talk.yaml:27:7: unknown key "besides"; did you mean "beside"?`,
		"arrows: [{from: \"event:x\", to: \"event:y\", says: so}]": `talk.yaml:27:`,
		"notes: [{says: so, at: nowhere}]":                         `talk.yaml:27:30: at "nowhere" is no day and no event`,
		"notes: [{says: 77 cows, at: 2025-05-14}]":                 "talk.yaml:27:22: the number 77 stands in no row",
		"question: {asks: Which?, answers: [one]}":                 "talk.yaml:27:",
		"top: tall": `talk.yaml:27:12: top "tall"`,
		"arrows: [{from: \"event:licences\", to: \"meeting:geneva\", says: so, number: 1.5}]": `talk.yaml:27:81: number 1.5: write a whole number from 1 to 99`,
		"build: true": "talk.yaml:27:14: there is no arrow and no note to bring",
	} {
		t.Run(scene, func(t *testing.T) {
			text := last + "    scene:\n      " + scene + "\n"
			if strings.HasPrefix(scene, "from: 2025-05-14,") {
				text = last + "    scene:\n      {" + scene + "}\n"
			}
			list := problems(t, broken(t, small(t), "talk.yaml", last, text))
			require.Len(t, list, 1, list.Error())
			assert.True(t, strings.HasPrefix(list[0].String(), want), "%s\nis not\n%s", list[0], want)
		})
	}
}

// TestFS_namesThePlaceOfWhatIsWrongWithATalksSlides breaks what a talk has besides its
// beats, each above the list of them.
func TestFS_namesThePlaceOfWhatIsWrongWithATalksSlides(t *testing.T) {
	for text, want := range map[string]string{
		"opening: {line: so}":                                                   "talk.yaml:1:10: the opening has no headline: add it",
		"opening: {headline: 77 cows}":                                          "talk.yaml:1:21: the number 77 stands in no row",
		"opening: {headlines: so}":                                              `talk.yaml:1:11: unknown key "headlines"; did you mean "headline"?`,
		"closing: {headline: So, points: [a, b, c, d]}":                         "talk.yaml:1:43: 4 points: a room remembers 3",
		"closing: {headline: So, points: [a, 77 cows]}":                         "talk.yaml:1:37: the number 77 stands in no row",
		"closing: {headline: So, sources: [order, paje]}":                       `talk.yaml:1:42: unknown source "paje"; did you mean "page"?`,
		"carries: [geneva, genva]":                                              `talk.yaml:1:19: unknown beat "genva"; did you mean "geneva"?`,
		"carries: [geneva, geneva]":                                             `talk.yaml:1:19: beat "geneva" is named twice: keep one`,
		"carries: [after]":                                                      `talk.yaml:1:11: beat "after" belongs to the epilogue`,
		"looks: [{after: geneva, show: moon, headline: So, seconds: 9}]":        `talk.yaml:1:31: unknown look "moon"; known are bridge, layers, known`,
		"looks: [{after: genva, show: layers, headline: So, seconds: 9}]":       `talk.yaml:1:17: unknown beat "genva"`,
		"looks: [{after: geneva, show: layers, headline: 77 cows, seconds: 9}]": "talk.yaml:1:49: the number 77 stands in no row",
	} {
		t.Run(text, func(t *testing.T) {
			list := problems(t, broken(t, small(t), "talk.yaml", "beats:\n", text+"\nbeats:\n"))
			require.Len(t, list, 1, list.Error())
			assert.True(t, strings.HasPrefix(list[0].String(), want), "%s\nis not\n%s", list[0], want)
		})
	}
}

func TestFS_readsAScene(t *testing.T) {
	const last = "    seconds: 50\n    rank: must\n"
	fsys := broken(t, small(t), "talk.yaml", last, last+`    scene:
      from: 2025-03-28
      until: 2025-06-01
      top: 160
      notes: [{says: a word, at: 2025-05-14, till: 2025-05-20, side: us, value: 2.5, level: true}]
      question: {asks: What now?, answers: [nothing, {says: a truce, right: true}], told: "You said: {answer}."}
`)
	s, err := FS(fsys)
	require.NoError(t, err)
	sc := s.Beat("geneva").Scene
	assert.Equal(t, data.Date(2025, 3, 28), sc.From)
	assert.Equal(t, data.Percent(160), sc.Top)
	assert.Equal(t, data.SceneNote{Says: "a word", At: "2025-05-14", Till: data.Date(2025, 5, 20), Side: "us", Value: 2.5, Valued: true, Level: true}, sc.Notes[0])
	assert.Equal(t, []data.SceneAnswer{{Says: "nothing"}, {Says: "a truce", Right: true}}, sc.Question.Answers)
	assert.Equal(t, "You said: a truce.", sc.Question.TellFor(1))
}

// TestFS_aStoryFileThatCannotBeReadIsTheOnlyProblem breaks story.yaml of a story whose
// other files name days that have to lie within those it says.
func TestFS_aStoryFileThatCannotBeReadIsTheOnlyProblem(t *testing.T) {
	fsys := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(tariffs.Files, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			src, err := fs.ReadFile(tariffs.Files, name)
			fsys[name] = &fstest.MapFile{Data: src}
			return err
		}
		return err
	}))
	fsys["story.yaml"] = &fstest.MapFile{Data: []byte("x: [\n")}
	list := problems(t, fsys)
	require.Len(t, list, 1, list.Error())
	assert.Equal(t, "story.yaml", list[0].File)
}
