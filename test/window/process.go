package window

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// process is a running process as Linux tells of it.
type process int

func (p process) file(name string) string { return filepath.Join("/proc", strconv.Itoa(int(p)), name) }

// memory returns how much memory is resident now, and the most there ever was, in
// bytes.
func (p process) memory() (now, most int64, err error) {
	raw, err := os.ReadFile(p.file("status"))
	if err != nil {
		return 0, 0, err
	}
	field := func(name string) int64 {
		m := regexp.MustCompile(`(?m)^` + name + `:\s+(\d+) kB$`).FindSubmatch(raw)
		if m == nil {
			return 0
		}
		kB, _ := strconv.ParseInt(string(m[1]), 10, 64)
		return kB << 10
	}
	return field("VmRSS"), field("VmHWM"), nil
}

// worked returns how long the threads that the process has now have kept a processor busy.
func (p process) worked() (time.Duration, error) {
	threads, err := filepath.Glob(p.file("task/*/schedstat"))
	if err != nil || len(threads) == 0 {
		return 0, fmt.Errorf("no threads of process %d are to be seen: %v", p, err)
	}
	var sum time.Duration
	for _, name := range threads {
		raw, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended meanwhile
		}
		run, _, _ := strings.Cut(string(raw), " ")
		ns, err := strconv.ParseInt(run, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", name, err)
		}
		sum += time.Duration(ns)
	}
	return sum, nil
}

// internetSockets returns the process's open sockets of the internet protocols, as
// the lines of the kernel's tables.
func (p process) internetSockets() ([]string, error) {
	links, err := filepath.Glob(p.file("fd/*"))
	if err != nil {
		return nil, err
	}
	own := map[string]bool{}
	for _, l := range links {
		to, _ := os.Readlink(l) // one that was closed meanwhile is none
		if inode, ok := strings.CutPrefix(to, "socket:["); ok {
			own[strings.TrimSuffix(inode, "]")] = true
		}
	}
	var out []string
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6", "icmp", "icmp6"} {
		raw, err := os.ReadFile(p.file("net/" + table))
		if err != nil {
			continue // a kernel without that protocol
		}
		for line := range strings.Lines(string(raw)) {
			const inode = 9
			if f := strings.Fields(line); len(f) > inode && own[f[inode]] {
				out = append(out, table+" "+strings.TrimSpace(line))
			}
		}
	}
	return out, nil
}

// triedToSend returns the kernel's counts of what was sent, or could not be sent
// for want of a way, in the process's network namespace; those that are nought are
// left out. It is only telling in a namespace that belongs to the process alone.
func (p process) triedToSend() (map[string]int, error) {
	out := map[string]int{}
	raw, err := os.ReadFile(p.file("net/snmp"))
	if err != nil {
		return nil, err
	}
	counts := regexp.MustCompile(`^(OutNoRoutes|OutRequests|ActiveOpens|AttemptFails|OutDatagrams|OutSegs|OutMsgs|OutDiscards)$`)
	lines := strings.Split(string(raw), "\n")
	for i := 0; i+1 < len(lines); i += 2 { // a line of names, then one of numbers
		names, numbers := strings.Fields(lines[i]), strings.Fields(lines[i+1])
		for k := 1; k < min(len(names), len(numbers)); k++ {
			if n, _ := strconv.Atoi(numbers[k]); n != 0 && counts.MatchString(names[k]) {
				out[names[0]+names[k]] = n
			}
		}
	}
	raw, err = os.ReadFile(p.file("net/snmp6"))
	if err != nil {
		return out, nil // a kernel without IPv6
	}
	for line := range strings.Lines(string(raw)) {
		f := strings.Fields(line)
		if len(f) != 2 {
			continue
		}
		name := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(f[0], "Ip6"), "Udp6"), "Icmp6")
		if n, _ := strconv.Atoi(f[1]); n != 0 && counts.MatchString(name) {
			out[f[0]] = n
		}
	}
	return out, nil
}
