package page

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
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
		m, err := manifest(s, files)
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

// The manifest of a package, by the SCORM 1.2 Content Aggregation Model: one item that
// launches one resource, which lists its files.
type (
	imsManifest struct {
		XMLName       xml.Name         `xml:"manifest"`
		ID            string           `xml:"identifier,attr"`
		Version       string           `xml:"version,attr"`
		Space         string           `xml:"xmlns,attr"`
		ADL           string           `xml:"xmlns:adlcp,attr"`
		XSI           string           `xml:"xmlns:xsi,attr"`
		Schemas       string           `xml:"xsi:schemaLocation,attr"`
		Schema        string           `xml:"metadata>schema"`
		SchemaVersion string           `xml:"metadata>schemaversion"`
		Organizations imsOrganizations `xml:"organizations"`
		Resources     []imsResource    `xml:"resources>resource"`
	}
	imsOrganizations struct {
		Default       string            `xml:"default,attr"`
		Organizations []imsOrganization `xml:"organization"`
	}
	imsOrganization struct {
		ID    string    `xml:"identifier,attr"`
		Title string    `xml:"title"`
		Items []imsItem `xml:"item"`
	}
	imsItem struct {
		ID      string `xml:"identifier,attr"`
		Ref     string `xml:"identifierref,attr"`
		Visible bool   `xml:"isvisible,attr"`
		Title   string `xml:"title"`
	}
	imsResource struct {
		ID    string    `xml:"identifier,attr"`
		Type  string    `xml:"type,attr"`
		Kind  string    `xml:"adlcp:scormtype,attr"`
		Href  string    `xml:"href,attr"`
		Files []imsFile `xml:"file"`
	}
	imsFile struct {
		Href string `xml:"href,attr"`
	}
)

func manifest(s *data.Story, files []file) ([]byte, error) {
	m := imsManifest{
		ID: "truceline-" + s.ID, Version: "1.2",
		Space: "http://www.imsproject.org/xsd/imscp_rootv1p1p2", ADL: "http://www.adlnet.org/xsd/adlcp_rootv1p2",
		XSI:     "http://www.w3.org/2001/XMLSchema-instance",
		Schemas: "http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd",
		Schema:  "ADL SCORM", SchemaVersion: "1.2",
		Organizations: imsOrganizations{"organization", []imsOrganization{{"organization", s.Title, []imsItem{{"item", "story", true, s.Title}}}}},
		Resources:     []imsResource{{ID: "story", Type: "webcontent", Kind: "sco", Href: files[0].name}},
	}
	for _, f := range files {
		m.Resources[0].Files = append(m.Resources[0].Files, imsFile{f.name})
	}
	out, err := xml.MarshalIndent(m, "", "  ")
	return append([]byte(xml.Header), append(out, '\n')...), err
}
