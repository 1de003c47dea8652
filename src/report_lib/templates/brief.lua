-- Mends what pandoc's writers leave out, alike for the embedded renderer and for Quarto (`filters:` in _quarto.yml):
-- language and direction of words, alternative text and inline drawings in Typst, links that could act, table widths.

local TYPST = FORMAT:match 'typst' ~= nil
local HTML = FORMAT:match 'html' ~= nil

local function typst(code) return pandoc.RawInline('typst', code) end
local function typst_block(code) return pandoc.RawBlock('typst', code) end

-- A Typst string literal; JSON escapes backslash, quotation mark and line break as Typst does.
local function literal(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('\n', '\\n'):gsub('\r', '') .. '"'
end

-- What the classes of blocks look like in print; brief.css says it for the screen.
local PRINTED = {
  evidence = 'above: 0.8em, stroke: (top: 0.4pt + luma(75%)), inset: (top: 0.45em), breakable: false',
  quotation = 'above: 1em, below: 0.7em, inset: (x: 0.6em), stroke: (right: 2pt + luma(80%))',
  caveat = 'above: 0.5em, below: 0.7em, sticky: true',
  finding = 'above: 0.7em, below: 0.8em',
}
local SET = {
  evidence = '#set text(size: 0.88em)\n#set par(leading: 0.55em, spacing: 0.75em)\n#set list(spacing: 0.52em)\n#show list: set block(above: 0.7em)',
  caveat = '#set text(size: 0.9em, fill: rgb("#6b4a00"))',
  finding = '#set text(size: 1.3em, weight: "bold")\n#set par(leading: 0.5em)',
}
-- Arabic script looks smaller than Latin at the same size.
local ARABIC_SIZE = 'size: 1.12em'
-- Words of another direction up to this many characters stay on one line, which keeps them whole for search in a PDF.
local WHOLE = 40
-- Tables of up to this many rows stay on one page.
local SHORT = 10

local page_dir = 'ltr'

-- `lang: "ar", dir: rtl` from the attributes of a span or div; only what is known to be a language or direction.
local function text_arguments(attributes)
  local arguments = {}
  local lang, dir = attributes.lang, attributes.dir
  if lang and lang:match '^%a%a%a?$' then table.insert(arguments, 'lang: "' .. lang .. '"') end
  if dir == 'rtl' or dir == 'ltr' then table.insert(arguments, 'dir: ' .. dir) end
  if dir == 'rtl' and page_dir == 'ltr' then table.insert(arguments, ARABIC_SIZE) end
  if #arguments > 0 then return table.concat(arguments, ', '), dir end
end

local function Meta(meta)
  if meta.dir then page_dir = pandoc.utils.stringify(meta.dir) end
end

local function Span(span)
  if not TYPST then return nil end
  local arguments, dir = text_arguments(span.attributes)
  if not arguments then return nil end
  local before, after = '#text(' .. arguments .. ')[', ']'
  if dir and dir ~= page_dir then
    if utf8.len(pandoc.utils.stringify(span)) <= WHOLE then
      before, after = '#box[' .. before, after .. ']'
    else -- a mark of the page's direction on both sides keeps numbers and brackets beside it in their places
      local mark = page_dir == 'rtl' and '\u{200f}' or '\u{200e}'
      before, after = mark .. before, after .. mark
    end
  end
  span.attributes.lang, span.attributes.dir = nil, nil
  local content = pandoc.Inlines { typst(before) }
  content:insert(span)
  content:insert(typst(after))
  return content
end

local function Div(div)
  if not TYPST then return nil end
  local arguments = text_arguments(div.attributes)
  local look, set = 'width: 100%', ''
  for _, class in ipairs(div.classes) do
    if PRINTED[class] then look = look .. ', ' .. PRINTED[class] end
    if SET[class] then set = set .. SET[class] .. '\n' end
  end
  if not arguments and look == 'width: 100%' then return nil end
  div.attributes.lang, div.attributes.dir = nil, nil
  div.content:insert(1, typst_block('#block(' .. look .. ')[' .. set .. (arguments and '#set text(' .. arguments .. ')' or '')))
  div.content:insert(typst_block ']')
  return div.identifier == '' and div.content or div -- pandoc puts another block around a div, which would not stick
end

-- pandoc lets attributes through that HTML knows; these would act or fetch.
local function harmless(element)
  for name in pairs(element.attributes) do
    if name:match '^on' or name:match '^src' or name == 'style' or name == 'href' or name:match 'action$' then
      element.attributes[name] = nil
    end
  end
  return element
end

-- A link leads to a web address, a place in the document or a page beside it; in print only the first two can be
-- followed.
local function Link(link)
  local scheme = link.target:lower():match '^%s*([%w+.-]*):'
  if scheme and scheme ~= 'http' and scheme ~= 'https' then return link.content end
  local anchor = link.target:sub(1, 1) == '#'
  if HTML and scheme then link.attributes.rel = 'noopener noreferrer' end
  if TYPST and not scheme and not anchor then return link.content end
  if TYPST and link.identifier ~= '' then -- pandoc gives links no label
    local label = typst('<' .. link.identifier .. '>')
    link.identifier = ''
    return { link, label }
  end
  return link
end

-- A drawing lies in the document itself, or beside it; nothing is fetched, and no file of the machine is shown.
local function Image(image)
  local inside = image.src:sub(1, 5) == 'data:'
  if not inside and (image.src:match '^%s*[%w+.-]+:' or image.src:match '^[/\\]' or image.src:find('..', 1, true)) then
    return image.caption
  end
  local alt = image.attributes['fig-alt'] or image.attributes.alt or pandoc.utils.stringify(image.caption)
  local mime, contents
  if inside then mime, contents = pandoc.mediabag.fetch(image.src) end
  if TYPST and mime == 'image/svg+xml' then
    return typst('#image(bytes(' .. literal(contents) .. '), format: "svg", alt: ' .. literal(alt) .. ')')
  end
  if HTML then
    image.attributes['fig-alt'] = nil
    image.attributes.alt = alt
  end
  return image
end

-- The shares of a printed page that a table's columns take, as the block around it says.
local function with_widths(div)
  local widths = div.attributes.widths
  if not widths then return nil end
  local shares, sum = {}, 0
  for share in widths:gmatch '%d+' do
    table.insert(shares, tonumber(share))
    sum = sum + tonumber(share)
  end
  div.attributes.widths = nil
  for _, block in ipairs(div.content) do
    if block.t == 'Table' and #block.colspecs == #shares then
      block.attributes.shares = widths
      if TYPST then
        for i, spec in ipairs(block.colspecs) do spec[2] = shares[i] / sum end
      end
    end
  end
  return div.content
end

local function row_with(row, role, labels)
  row.attributes.role = 'row'
  for i, cell in ipairs(row.cells) do
    cell.attributes.role = i == 1 and role == 'cell' and 'rowheader' or role
    if labels and i > 1 and labels[i] ~= '' then cell.attributes['data-label'] = labels[i] end
    if labels and pandoc.utils.stringify(cell.contents) == '–' then cell.attributes['data-empty'] = 'true' end
  end
end

-- On a narrow screen each row of a table is a card (brief.css): its cells name their columns, and roles keep it a table.
local function as_cards(tbl)
  local labels = {}
  for _, row in ipairs(tbl.head.rows) do
    for i, cell in ipairs(row.cells) do labels[i] = pandoc.utils.stringify(cell.contents) end
    row_with(row, 'columnheader')
  end
  tbl.attributes.role = 'table'
  local figures = tbl.colspecs:find_if(function(spec) return spec[1] ~= 'AlignDefault' and spec[1] ~= 'AlignCenter' end)
  if not figures then tbl.classes:insert 'cards' end -- columns of figures are narrow enough
  tbl.head.attributes.role = 'rowgroup'
  for _, body in ipairs(tbl.bodies) do
    body.attr.attributes.role = 'rowgroup' -- the only way to them in the pandoc of Quarto 1.9
    for _, row in ipairs(body.body) do row_with(row, 'cell', labels) end
  end
  return tbl
end

-- Without shares each engine finds the widths: those of a pipe table only say how long its source lines were.
local function Table(tbl)
  local shared = tbl.attributes.shares
  tbl.attributes.shares = nil
  if HTML or not shared then
    tbl.colspecs = tbl.colspecs:map(function(spec) return { spec[1], nil } end)
  end
  if page_dir == 'rtl' then -- numbers stand at the end of their cells
    tbl.colspecs = tbl.colspecs:map(function(spec)
      return { spec[1] == 'AlignRight' and 'AlignLeft' or spec[1], spec[2] }
    end)
  end
  if HTML then return as_cards(tbl) end
  local rows = 0
  for _, body in ipairs(tbl.bodies) do rows = rows + #body.body end
  if TYPST and rows <= SHORT then
    return { typst_block '#block(width: 100%, breakable: false)[', tbl, typst_block ']' } -- Quarto makes no figure of it
  end
  return tbl
end

-- The page's direction has to be known before the words are.
return { { Meta = Meta, Div = with_widths }, { Span = harmless, Div = harmless, Link = harmless, Image = harmless, Header = harmless,
           Code = harmless, CodeBlock = harmless, Table = harmless, Figure = harmless }, { Span = Span, Div = Div, Link = Link, Image = Image, Table = Table } }
