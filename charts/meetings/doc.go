// Package meetings says what the map shows: markers of the meetings, capitals, the ways
// between them, and where their names have room.
package meetings
