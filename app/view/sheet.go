package view

// What a View's Sheet shows. Those that end in a slash are followed by an id.
const (
	SourceSheet = "sources/" // a card's
	TermSheet   = "term/"
	BarSheet    = "bar/" // a row of a bar figure
	BeatSheet   = "beat/"
	ChangeSheet = "change/" // a side and a day
	ReplySheet  = "reply/"  // a link, by its position
	CiteSheet   = "cite/"   // sources by their ids, parted by ";"
	SearchSheet = "search"
	TableSheet  = "table"
	CountSheet  = "counted" // the ways to count the rate
	// PositionSheet is an issue's statements, each with its sources; PositionsSheet who
	// thinks what, side by side; GlossarySheet explains all words.
	PositionSheet  = "position/"
	PositionsSheet = "positions"
	GlossarySheet  = "glossary"
	SummarySheet   = "summary"
	MapSheet       = "map" // the map in words
	ExportSheet    = "export"
	FileSheet      = "file" // asks for a file or a folder
	KeysSheet      = "keys"
	AboutSheet     = "about"
	ProblemSheet   = "problems" // what is wrong with a story that did not open
)
