package watest

import (
	"context"
	"fmt"

	"github.com/coder/websocket"
	waBinary "go.mau.fi/whatsmeow/binary"
)

// framed is a websocket that carries frames: three bytes of length, then so many.
type framed struct {
	ws  *websocket.Conn
	buf []byte // read, not yet taken
}

// need reads on until n bytes are there.
func (f *framed) need(ctx context.Context, n int) error {
	for len(f.buf) < n {
		_, data, err := f.ws.Read(ctx)
		if err != nil {
			return err
		}
		f.buf = append(f.buf, data...)
	}
	return nil
}

func (f *framed) take(ctx context.Context, n int) ([]byte, error) {
	if err := f.need(ctx, n); err != nil {
		return nil, err
	}
	taken := f.buf[:n:n]
	f.buf = f.buf[n:]
	return taken, nil
}

func (f *framed) read(ctx context.Context) ([]byte, error) {
	head, err := f.take(ctx, 3)
	if err != nil {
		return nil, err
	}
	return f.take(ctx, int(head[0])<<16|int(head[1])<<8|int(head[2]))
}

// write sends a frame as one websocket message: whatsmeow miscounts frames
// that are spread over two.
func (f *framed) write(ctx context.Context, data []byte) error {
	head := []byte{byte(len(data) >> 16), byte(len(data) >> 8), byte(len(data))}
	return f.ws.Write(ctx, websocket.MessageBinary, append(head, data...))
}

// secured is what carries stanzas after the handshake. One goroutine may read
// and one write.
type secured struct {
	framed
	in, out sealer
}

func (c *secured) send(ctx context.Context, n *node) error {
	plain, err := waBinary.Marshal(*n)
	if err != nil {
		return fmt.Errorf("encode %s: %w", n.Tag, err)
	}
	return c.write(ctx, c.out.seal(plain, nil))
}

func (c *secured) receive(ctx context.Context) (*node, error) {
	frame, err := c.read(ctx)
	if err != nil {
		return nil, err
	}
	plain, err := c.in.open(frame, nil)
	if err != nil {
		return nil, fmt.Errorf("open frame: %w", err)
	}
	if plain, err = waBinary.Unpack(plain); err != nil {
		return nil, fmt.Errorf("unpack stanza: %w", err)
	}
	return waBinary.Unmarshal(plain)
}
