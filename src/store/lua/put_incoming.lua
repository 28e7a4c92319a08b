-- Puts what came from Telegram into the inbox, unless it was there before. Begins with `inbox.lua`.
--
-- KEYS  as in inbox.lua, then the fence
-- ARGV  the poller's fence, whether this is said again ('1'), how long ids are remembered (seconds), how many at most,
--       then for each: its id, its chat, its record
-- Returns nothing when another poller has taken over since, or for each 1 (new) or 0 (known).
--
-- Said again – the answer to the first call was lost – what still lies here counts as new.
local fence = KEYS[5]
local mine, again, kept, most = tonumber(ARGV[1]), ARGV[2] == '1', tonumber(ARGV[3]), tonumber(ARGV[4])

if tonumber(redis.call('GET', fence) or 0) ~= mine then
  return false
end

local now = tonumber(redis.call('TIME')[1])
redis.call('ZREMRANGEBYSCORE', seen, '-inf', now - kept)

local answer = {}
for i = 5, #ARGV, 3 do
  local id = ARGV[i]
  local is_new = put(id, ARGV[i + 1], ARGV[i + 2], now)
  if is_new == 0 and again then
    is_new = redis.call('HEXISTS', records, id)
  end
  answer[#answer + 1] = is_new
end
redis.call('ZREMRANGEBYRANK', seen, 0, -most - 1)
return answer
