// The search appends its words to the address of a hit, which hides the section that the hit leads to. They belong in
// front of it.
const [section, words] = location.hash.split('?')
if (words) {
  location.replace(`${location.pathname}?${words}${section}`)
}

export default {}
