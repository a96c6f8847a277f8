// Package watest is a WhatsApp server on this machine with the phones of the
// people on it. A client links itself by QR or code, logs in over Noise,
// uploads its prekeys and talks end to end encrypted with phones that use real
// libsignal. What is not acknowledged comes again, phones go off line, numbers
// are unlinked, limited and banned, and the network fails in every way on
// demand. Nothing is ever de-duplicated by the server; a phone shows what has
// the id of a message that it shows as that message, as the official apps do,
// and counts it.
//
// Addresses, stanzas and their order are what the clients' published code
// reads and writes; nobody could compare them with Meta's servers. In
// particular unknown are: which code refuses what, when a message comes again
// within a connection, and what the server itself sorts out. The binary form
// of stanzas and libsignal are the client library's own: a mistake there would
// show on both sides and hide.
//
// Not played: groups, status and newsletters, contacts and settings kept in
// step between devices, history, calls, privacy tokens, passkeys, profile
// pictures, the server's own limits, the news that somebody has another device
// (who knows their devices goes on with those). What is asked about them is answered with
// an empty result.
package watest
