package capital

import "langkah/templates/programme"

// offers are checked when the program starts: a table that is wrong is named by
// its line.
var offers = func() []programme.Offer {
	list, err := programme.Offers()
	if err != nil {
		panic(err)
	}
	return list
}()

func offerOf(code string) (programme.Offer, bool) {
	for _, o := range offers {
		if o.Code == code {
			return o, true
		}
	}
	return programme.Offer{}, false
}
