package page

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"text/template"
	"time"

	"truceline/data"
)

// Platform is what a page is packed for.
type Platform string

// The platforms. Browser takes the page as it is, the others a zip.
const (
	Browser Platform = ""
	// Scorm is any learning platform that reads SCORM 1.2, Moodle for one.
	Scorm Platform = "scorm"
	// Kolibri takes a zip with index.html at its root.
	Kolibri Platform = "kolibri"
)

// PlatformOf reads a platform's name.
func PlatformOf(name string) (Platform, error) {
	switch p := Platform(name); p {
	case Scorm, Kolibri:
		return p, nil
	}
	return Browser, fmt.Errorf("it is scorm or kolibri")
}

// WriteFor writes a story as a platform takes it.
func WriteFor(w io.Writer, s *data.Story, p Platform, o Options) error {
	if p == Browser {
		return Write(w, s, o)
	}
	o.Learning = p == Scorm
	var index bytes.Buffer
	if err := Write(&index, s, o); err != nil {
		return err
	}
	files := []file{{"index.html", index.Bytes()}}
	if p == Scorm {
		m, err := manifestOf(s)
		if err != nil {
			return err
		}
		files = append([]file{{"imsmanifest.xml", m}}, files...)
	}
	z := zip.NewWriter(w)
	for _, f := range files {
		// A fixed time, so that the same story gives the same package.
		to, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := to.Write(f.content); err != nil {
			return err
		}
	}
	return z.Close()
}

type file struct {
	name    string
	content []byte
}

//go:embed imsmanifest.xml
var manifest string

// manifestOf is the manifest of a package, by the SCORM 1.2 Content Aggregation Model:
// one item that launches one resource, which lists its files.
func manifestOf(s *data.Story) ([]byte, error) {
	var out bytes.Buffer
	err := template.Must(template.New("").Parse(manifest)).Execute(&out, s)
	return out.Bytes(), err
}
