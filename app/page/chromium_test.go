package page

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// browser drives a headless Chromium by its protocol, over two pipes.
type browser struct {
	t       *testing.T
	to      *os.File
	session string
	first   bool // it runs before other programs
	mu      sync.Mutex
	next    int
	waiting map[int]chan reply
	events  []event
	ended   error
}

type event struct {
	Method string
	Params json.RawMessage
}

type reply struct {
	Result json.RawMessage
	Error  *struct{ Message string }
}

// patience is how long an answer of a browser may take on a busy machine.
const patience = 90 * time.Second

// chromium starts a browser with one empty page, or skips the test where none is
// installed.
func chromium(t *testing.T) *browser {
	t.Helper()
	return chromiumOf(t, 16)
}

// chromiumOf starts a browser whose reader has set the size of text, in px.
func chromiumOf(t *testing.T, textPX int) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes too long for a short run")
	}
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium here: the page is not tested in a browser")
	}
	hear, toBrowser, err := os.Pipe()
	require.NoError(t, err)
	fromBrowser, say, err := os.Pipe()
	require.NoError(t, err)
	own := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(own, "Default"), 0o755))
	settings := fmt.Sprintf(`{"webkit":{"webprefs":{"default_font_size":%d}}}`, textPX)
	require.NoError(t, os.WriteFile(filepath.Join(own, "Default", "Preferences"), []byte(settings), 0o644))
	command := []string{path}
	first := exec.Command("chrt", "-r", "5", "true").Run() == nil
	if first { // where it is allowed: other tests then do not slow the browser down
		command = []string{"chrt", "-r", "5", path}
	}
	cmd := exec.Command(command[0], append(command[1:], "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
		"--remote-debugging-pipe", "--user-data-dir="+own, "about:blank")...)
	cmd.ExtraFiles = []*os.File{hear, say}
	require.NoError(t, cmd.Start())
	hear.Close()
	say.Close()
	b := &browser{t: t, to: toBrowser, first: first, waiting: map[int]chan reply{}}
	done := make(chan struct{})
	go func() { b.read(fromBrowser); close(done) }()
	t.Cleanup(func() {
		b.call("Browser.close", nil, nil)
		toBrowser.Close()
		_ = cmd.Wait() // it was told to end; how it says so does not matter
		fromBrowser.Close()
		<-done
	})
	var target struct{ TargetID string }
	b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct{ SessionID string }
	b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
	b.session = attached.SessionID
	for _, domain := range []string{"Page", "Network", "Runtime", "Log"} {
		b.call(domain+".enable", nil, nil)
	}
	b.call("Network.emulateNetworkConditions", map[string]any{"offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}, nil)
	return b
}

func (b *browser) read(from *os.File) {
	r := bufio.NewReaderSize(from, 1<<20)
	for {
		raw, err := r.ReadBytes(0)
		if err != nil {
			b.mu.Lock()
			b.ended = err
			for _, c := range b.waiting {
				close(c)
			}
			b.waiting = nil
			b.mu.Unlock()
			return
		}
		var m struct {
			ID int
			event
			reply
		}
		if json.Unmarshal(raw[:len(raw)-1], &m) != nil {
			continue
		}
		b.mu.Lock()
		if c := b.waiting[m.ID]; m.ID != 0 && c != nil {
			delete(b.waiting, m.ID)
			c <- m.reply
		} else if m.Method != "" {
			b.events = append(b.events, m.event)
		}
		b.mu.Unlock()
	}
}

// call asks the browser, and reads its answer into out.
func (b *browser) call(method string, params any, out any) {
	b.t.Helper()
	if params == nil {
		params = struct{}{}
	}
	b.mu.Lock()
	b.next++
	id, c := b.next, make(chan reply, 1)
	if b.waiting == nil {
		b.mu.Unlock()
		b.t.Errorf("%s: the browser has ended: %v", method, b.ended)
		return
	}
	b.waiting[id] = c
	b.mu.Unlock()
	raw, err := json.Marshal(map[string]any{"id": id, "method": method, "params": params, "sessionId": b.session})
	require.NoError(b.t, err)
	_, err = b.to.Write(append(raw, 0))
	require.NoError(b.t, err)
	select {
	case got := <-c:
		if got.Error != nil {
			b.t.Fatalf("%s: %s", method, got.Error.Message)
		}
		if out != nil {
			require.NoError(b.t, json.Unmarshal(got.Result, out), method)
		}
	case <-time.After(patience):
		b.t.Fatalf("%s: no answer in %s", method, patience)
	}
}

// happened returns the events of a name, and waits for the first one if it must.
func (b *browser) happened(method string, must bool) []json.RawMessage {
	b.t.Helper()
	for began := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		var out []json.RawMessage
		b.mu.Lock()
		for _, e := range b.events {
			if e.Method == method {
				out = append(out, e.Params)
			}
		}
		b.mu.Unlock()
		if len(out) > 0 || !must {
			return out
		}
		if time.Since(began) > patience {
			b.t.Fatalf("%s did not happen in %s", method, patience)
		}
	}
}

// open opens a file, and returns when it is loaded.
func (b *browser) open(file, fragment string) {
	b.t.Helper()
	for _, address := range []string{"about:blank", "file://" + filepath.ToSlash(file) + fragment} { // a fragment alone would load nothing
		b.mu.Lock()
		b.events = nil
		b.mu.Unlock()
		b.call("Page.navigate", map[string]any{"url": address}, nil)
		b.happened("Page.loadEventFired", true)
	}
}

// size makes the window so many px wide and high.
func (b *browser) size(width, height int) {
	b.t.Helper()
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}, nil)
}

// ask evaluates an expression into out.
func (b *browser) ask(expression string, out any) {
	b.t.Helper()
	var got struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct{ Text string }
	}
	b.call("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true}, &got)
	if got.ExceptionDetails != nil {
		b.t.Fatalf("%s: %s", expression, got.ExceptionDetails.Text)
	}
	if out != nil {
		require.NoError(b.t, json.Unmarshal(got.Result.Value, out), expression)
	}
}

func (b *browser) text(expression string) (out string) {
	b.t.Helper()
	b.ask("String("+expression+")", &out)
	return out
}

// width is how wide what is shown is. The window's own width would not do: that of a
// phone gives way to what is too wide.
func (b *browser) width() (px int) {
	b.t.Helper()
	b.ask(`document.documentElement.scrollWidth`, &px)
	return px
}

// until waits for an expression to be true.
func (b *browser) until(expression string) {
	b.t.Helper()
	for began := time.Now(); b.text(expression) != "true"; time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > patience {
			b.t.Fatalf("%s is not true after %s", expression, patience)
		}
	}
}

// key presses and releases a key.
func (b *browser) key(name string, code int) {
	b.t.Helper()
	for _, kind := range []string{"rawKeyDown", "keyUp"} {
		b.call("Input.dispatchKeyEvent", map[string]any{"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code}, nil)
	}
}

// click clicks into the middle of what a selector finds.
func (b *browser) click(selector string) {
	b.t.Helper()
	var at struct{ X, Y float64 }
	b.ask(fmt.Sprintf(`(function(){var e=document.querySelector(%q);e.scrollIntoView({block:"center"});var r=e.getBoundingClientRect();return {X:r.x+r.width/2,Y:r.y+r.height/2}})()`, selector), &at)
	for _, kind := range []string{"mousePressed", "mouseReleased"} {
		b.call("Input.dispatchMouseEvent", map[string]any{"type": kind, "x": at.X, "y": at.Y, "button": "left", "clickCount": 1}, nil)
	}
}

// swipe moves a finger along the window.
func (b *browser) swipe(fromX, toX, y float64) {
	b.t.Helper()
	b.call("Input.dispatchTouchEvent", map[string]any{"type": "touchStart", "touchPoints": []map[string]any{{"x": fromX, "y": y}}}, nil)
	b.call("Input.dispatchTouchEvent", map[string]any{"type": "touchMove", "touchPoints": []map[string]any{{"x": toX, "y": y}}}, nil)
	b.call("Input.dispatchTouchEvent", map[string]any{"type": "touchEnd", "touchPoints": []map[string]any{}}, nil)
}

// pdf prints the page.
func (b *browser) pdf() []byte {
	b.t.Helper()
	var got struct{ Data []byte }
	b.call("Page.printToPDF", map[string]any{"printBackground": true, "preferCSSPageSize": true}, &got)
	return got.Data
}

// shoot keeps a picture of the window in the folder that TRUCELINE_SHOTS names, if it
// names one.
func (b *browser) shoot(name string) {
	b.t.Helper()
	folder := os.Getenv("TRUCELINE_SHOTS")
	if folder == "" {
		return
	}
	var got struct{ Data []byte }
	b.call("Page.captureScreenshot", nil, &got)
	require.NoError(b.t, os.WriteFile(filepath.Join(folder, name+".png"), got.Data, 0o644))
}
