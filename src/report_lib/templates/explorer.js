// Sorts and filters the rows of the explorer with List.js. Without this the page is the same table, whole.
(() => {
  'use strict'
  const explorer = document.getElementById('explorer')
  const tools = explorer.querySelector('.tools')
  const search = tools.querySelector('input')
  const filters = [...tools.querySelectorAll('select')]
  const shown = tools.querySelector('[role=status]')
  const heads = [...explorer.querySelectorAll('th[data-sort]')]
  const keys = ['text', ...filters.map((filter) => filter.name), ...heads.map((head) => head.dataset.sort)]

  const list = new List(explorer, {
    listClass: 'rows',
    valueNames: [{ data: [...new Set(keys)] }],
    page: Number.MAX_SAFE_INTEGER,
    searchClass: 'none', // its own search takes "-" for two signs
    sortClass: 'none',
  })

  // As text.py folds Arabic: vowel marks and tatweel left out, letters that are often confused made one.
  const fold = (text) =>
    text
      .toLowerCase()
      .replace(/[\u064b-\u0652\u0670\u0640]/g, '')
      .replace(/[أإآٱ]/g, 'ا')
      .replace(/[ىئ]/g, 'ي')
      .replace(/ؤ/g, 'و')
      .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)

  const digits = document.documentElement.lang === 'ar' ? 'ar-SY' : 'en'
  const update = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean)
    list.filter((row) => {
      const values = row.values()
      return (
        words.every((word) => values.text.includes(word)) &&
        filters.every(({ name, value }) => !value || values[name].split(';').includes(value))
      )
    })
    shown.textContent = shown.dataset.says
      .replace('{shown}', list.matchingItems.length.toLocaleString(digits))
      .replace('{all}', list.items.length.toLocaleString(digits))
  }

  // What is not known stands last, whichever way the rest is sorted.
  const sort = (name, order) =>
    list.sort(name, {
      order,
      sortFunction: (a, b) => {
        const [x, y] = [a.values()[name], b.values()[name]]
        if (!x || !y) return (Number(!x) - Number(!y)) * (order === 'desc' ? -1 : 1)
        return x.localeCompare(y, document.documentElement.lang, { numeric: true })
      },
    })

  for (const head of heads) {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener('click', () => {
      const order = head.getAttribute('aria-sort') === 'ascending' ? 'desc' : 'asc'
      for (const other of heads) other.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', order === 'asc' ? 'ascending' : 'descending')
      sort(head.dataset.sort, order)
    })
  }
  search.addEventListener('input', update)
  for (const filter of filters) filter.addEventListener('change', update)
  tools.querySelector('button').addEventListener('click', () => {
    for (const control of [search, ...filters]) control.value = ''
    update()
    search.focus()
  })
  update()
  tools.hidden = false
})()
