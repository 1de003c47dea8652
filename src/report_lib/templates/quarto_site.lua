-- After `quarto render`: lays the site's own pages, which `brief run` has made in reports/site/, beside the months'.
-- Quarto runs this with the Lua of its own pandoc, in the folder of the project.

local SITE = 'reports/site/'

local function read(path)
  local file = io.open(path, 'rb')
  local content = file and file:read 'a'
  if file then file:close() end
  return content
end

local made = read(SITE .. 'manifest.json')
if made then
  local output = (os.getenv 'QUARTO_PROJECT_OUTPUT_DIR' or '_site') .. '/'
  for name in pairs(pandoc.json.decode(made, false).files) do
    pandoc.system.make_directory(output .. (name:match '^(.*)/' or ''), true)
    local content = assert(read(SITE .. name), SITE .. name .. ' is missing; run brief run again')
    local file = assert(io.open(output .. name, 'wb'))
    file:write(content) -- by its name: assert hands on its message too
    file:close()
  end
else
  io.stderr:write 'reports/site/ is not made yet, so that the front page is bare: brief run makes it\n'
end
