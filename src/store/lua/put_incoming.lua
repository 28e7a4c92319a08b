-- Puts what came from Telegram into the inbox, unless it was there before.
--
-- KEYS  records, order, sequence, seen, fence
-- ARGV  the poller's fence, whether this is said again ('1'), how long ids are remembered (seconds), how many at most,
--       then for each: its id, its chat, its record
-- Returns nothing when another poller has taken over since, or for each 1 (new) or 0 (known).
--
-- The order lists 'CHAT:SEQUENCE:ID', so that one chat's messages stand together in the order of their arrival. Said
-- again – the answer to the first call was lost – what still lies here counts as new.
local records, order, sequence, seen, fence = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local mine, again, kept, most = tonumber(ARGV[1]), ARGV[2] == '1', tonumber(ARGV[3]), tonumber(ARGV[4])

if tonumber(redis.call('GET', fence) or 0) ~= mine then
  return false
end

local now = tonumber(redis.call('TIME')[1])
redis.call('ZREMRANGEBYSCORE', seen, '-inf', now - kept)

local answer = {}
for i = 5, #ARGV, 3 do
  local id, chat, record = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local is_new = redis.call('ZADD', seen, 'NX', now, id)
  if is_new == 1 then
    local place = string.format('%s:%016.0f:%s', chat, redis.call('INCR', sequence), id)
    redis.call('HSET', records, id, place .. ' ' .. record)
    redis.call('ZADD', order, 0, place)
  elseif again then
    is_new = redis.call('HEXISTS', records, id)
  end
  answer[#answer + 1] = is_new
end
redis.call('ZREMRANGEBYRANK', seen, 0, -most - 1)
return answer
