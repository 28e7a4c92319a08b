-- What the scripts about one batch begin with; this text stands before each of them.
--
-- KEYS  taken, leases, and the script's own
-- ARGV  the batch's fence; names of reminders, packed; what the keys of reminder records begin with; the length of a
--       lease (milliseconds); and the script's own
-- Sets `mine`, the named reminders that are still in the batch; `is_mine`, a text with a 1 for each of these and a 0
-- for each other; and `rest`, the packed names of what else is in the batch.
--
-- Names have 20 characters and are packed: one string a batch, without separators, which is what lets a whole batch be
-- acknowledged at the rate that `benches/schedule.rs` measures.
local WHOLE, HALF = 20, 10
local taken, leases = KEYS[1], KEYS[2]
local fence, named, record_prefix, lease = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

local function unpacked(text)
  local list = {}
  for i = 1, #text, WHOLE do
    list[#list + 1] = string.sub(text, i, i + WHOLE - 1)
  end
  return list
end

local mine, is_mine, rest = {}, {}, {}
do
  local batch = redis.call('HGET', taken, fence) or ''
  if batch == named then
    mine, is_mine, rest = unpacked(named), string.rep('1', #named / WHOLE), ''
  else
    local held, holds = unpacked(batch), {}
    for _, id in ipairs(held) do
      holds[id] = true
    end
    for _, id in ipairs(unpacked(named)) do
      if holds[id] then
        holds[id] = nil
        mine[#mine + 1] = id
        is_mine[#is_mine + 1] = '1'
      else
        is_mine[#is_mine + 1] = '0'
      end
    end
    for _, id in ipairs(held) do
      if holds[id] then
        rest[#rest + 1] = id
      end
    end
    is_mine, rest = table.concat(is_mine), table.concat(rest)
  end
end

-- Takes the named reminders out of the batch.
local function remove_mine()
  if rest ~= '' then
    redis.call('HSET', taken, fence, rest)
  else
    redis.call('HDEL', taken, fence)
    redis.call('ZREM', leases, fence)
  end
end
