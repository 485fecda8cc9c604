package app

import (
	"syscall"
	"unsafe"
)

// showBox shows a text in a box of the system, for a program that has no terminal.
func showBox(title, says string) {
	caption, err := syscall.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	text, err := syscall.UTF16PtrFromString(says)
	if err != nil {
		return
	}
	const iconWarning = 0x30
	syscall.NewLazyDLL("user32.dll").NewProc("MessageBoxW").Call(0, uintptr(unsafe.Pointer(text)), uintptr(unsafe.Pointer(caption)), iconWarning)
}
