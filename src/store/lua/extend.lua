-- Renews the leases on batches, and says which of their reminders are still in them.
--
-- KEYS  taken, leases
-- ARGV  the length of the lease (milliseconds), then for each batch its fence and names of reminders, packed
-- Returns a text with a 1 for each named reminder that is still in its batch, and a 0 for each other.
local WHOLE = 20
local taken, leases = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local lease_end = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[1])

local fences, ends = {}, {}
for i = 2, #ARGV, 2 do
  fences[#fences + 1] = ARGV[i]
  ends[#ends + 1] = lease_end
  ends[#ends + 1] = ARGV[i]
end
redis.call('ZADD', leases, 'XX', unpack(ends))

local is_mine = {}
for i, batch in ipairs(redis.call('HMGET', taken, unpack(fences))) do
  local named, holds = ARGV[2 * i + 1], {}
  for at = 1, #(batch or ''), WHOLE do
    holds[string.sub(batch, at, at + WHOLE - 1)] = true
  end
  for at = 1, #named, WHOLE do
    is_mine[#is_mine + 1] = holds[string.sub(named, at, at + WHOLE - 1)] and '1' or '0'
  end
end
return table.concat(is_mine)
