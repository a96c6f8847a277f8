// Package webtest opens our pages in a real browser, for tests.
package webtest

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// chrome is one headless browser for all tests of a package.
var chrome struct {
	once sync.Once
	ctx  context.Context
	err  error
	stop func()
}

// Chrome is the browser, begun by the first test that asks for it. Each test
// opens a profile of its own in it (chromedp.WithNewBrowserContext), for at most
// a minute. The package's TestMain ends with Stop.
func Chrome(t *testing.T) context.Context {
	t.Helper()
	chrome.once.Do(start)
	if chrome.err != nil {
		t.Fatalf("no browser to look at the page with (%v): run make setup-tests", chrome.err)
	}
	ctx, cancel := context.WithTimeout(chrome.ctx, time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// Stop ends the browser, if there was one.
func Stop() {
	if chrome.stop != nil {
		chrome.stop()
	}
}

func start() {
	var path, profile string
	if path, chrome.err = exec.LookPath("chromium"); chrome.err != nil {
		return
	}
	if profile, chrome.err = os.MkdirTemp("", "langkah-page"); chrome.err != nil {
		return
	}
	flags := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.WSURLReadTimeout(time.Minute),
		chromedp.NoFirstRun, chromedp.NoSandbox, chromedp.Headless, chromedp.DisableGPU,
	}
	for _, name := range []string{"disable-quic", "disable-background-networking", "disable-component-update",
		"disable-sync", "disable-dev-shm-usage", "no-default-browser-check", "disable-default-apps"} {
		flags = append(flags, chromedp.Flag(name, true))
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, stop := chromedp.NewContext(alloc)
	chrome.ctx, chrome.err = ctx, chromedp.Do(ctx)
	chrome.stop = func() { stop(); stopAlloc(); _ = os.RemoveAll(profile) }
}
