// Command pack makes what packages need and no tool of the system makes alike each
// time: icons in all sizes, and zips whose bytes follow from what is in them.
//
//	pack icons PICTURE.png FOLDER ID   writes FOLDER/SIZExSIZE/apps/ID.png
//	pack ico   PICTURE.png FILE.ico
//	pack zip   FOLDER FILE.zip SECONDS the folder itself is the zip's only top folder
package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"golang.org/x/image/draw"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 4 && args[0] == "icons":
		return icons(args[1], args[2], args[3])
	case len(args) == 3 && args[0] == "ico":
		return ico(args[1], args[2])
	case len(args) == 4 && args[0] == "zip":
		seconds, err := strconv.ParseInt(args[3], 10, 64)
		if err != nil {
			return err
		}
		return zipFolder(args[1], args[2], time.Unix(seconds, 0).UTC())
	}
	return fmt.Errorf("use: icons PICTURE.png FOLDER ID, ico PICTURE.png FILE.ico, zip FOLDER FILE.zip SECONDS")
}

// sizes are those of icons, in px.
var sizes = []int{16, 22, 24, 32, 48, 64, 128, 256, 512}

// scaled returns the picture of a file as a PNG so many px wide and high.
func scaled(from image.Image, size int) ([]byte, error) {
	to := image.NewNRGBA(image.Rect(0, 0, size, size))
	draw.CatmullRom.Scale(to, to.Bounds(), from, from.Bounds(), draw.Src, nil)
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, to)
	return out.Bytes(), err
}

func read(file string) (image.Image, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}

func icons(file, folder, id string) error {
	from, err := read(file)
	if err != nil {
		return err
	}
	for _, size := range sizes {
		raw, err := scaled(from, size)
		if err != nil {
			return err
		}
		to := filepath.Join(folder, fmt.Sprintf("%dx%d", size, size), "apps")
		if err := os.MkdirAll(to, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, id+".png"), raw, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// ico writes an icon for Windows: PNGs behind a list of their sizes and places.
func ico(file, to string) error {
	from, err := read(file)
	if err != nil {
		return err
	}
	own := []int{16, 24, 32, 48, 64, 256}
	var list, body bytes.Buffer
	binary.Write(&list, binary.LittleEndian, [3]uint16{0, 1, uint16(len(own))})
	at := 6 + 16*len(own)
	for _, size := range own {
		raw, err := scaled(from, size)
		if err != nil {
			return err
		}
		list.Write([]byte{byte(size), byte(size), 0, 0}) // 256 is written as 0
		binary.Write(&list, binary.LittleEndian, [2]uint16{1, 32})
		binary.Write(&list, binary.LittleEndian, [2]uint32{uint32(len(raw)), uint32(at + body.Len())})
		body.Write(raw)
	}
	return os.WriteFile(to, append(list.Bytes(), body.Bytes()...), 0o644)
}

// zipFolder packs a folder; files come in the order of their names.
func zipFolder(folder, file string, at time.Time) error {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(filepath.Dir(folder), path)
		if err != nil {
			return err
		}
		to, err := z.CreateHeader(&zip.FileHeader{Name: filepath.ToSlash(name), Method: zip.Deflate, Modified: at})
		if err != nil {
			return err
		}
		_, err = to.Write(raw)
		return err
	})
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}
