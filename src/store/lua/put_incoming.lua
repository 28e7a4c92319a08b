-- Puts what came from Telegram into the inbox, unless it was there before.
--
-- KEYS  records, order, sequence, seen, fence, news
-- ARGV  the poller's fence ('' where what was forgotten is put again), whether this is said again ('1'), how long ids
--       are remembered (seconds), how many at most, whether they are listed as news ('1'), then for each: its id, its chat, its record
-- Returns nothing when another poller has taken over since, or for each 1 (new) or 0 (known).
--
-- The order lists 'CHAT:SEQUENCE:ID', so that one chat's messages stand together in the order of their arrival. Said
-- again – the answer to the first call was lost – what still lies here counts as new. News, by sequence, are what any
-- process has taken in for the one that has the turn.
local records, order, sequence, seen, fence, news = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local mine, again, kept, most = ARGV[1], ARGV[2] == '1', tonumber(ARGV[3]), tonumber(ARGV[4])
local is_news = ARGV[5] == '1'
local FIRST, WIDTH = 6, 3

if mine ~= '' and redis.call('GET', fence) ~= mine then
  return false
end

local now = tonumber(redis.call('TIME')[1])
redis.call('ZREMRANGEBYSCORE', seen, '-inf', now - kept)

local count = (#ARGV - FIRST + 1) / WIDTH
local number = redis.call('INCRBY', sequence, count) - count
local answer, fresh, places, listed = {}, {}, {}, {}
for i = FIRST, #ARGV, WIDTH do
  local id, chat, record = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local is_new = redis.call('ZADD', seen, 'NX', now, id)
  number = number + 1
  if is_new == 1 then
    local place, at = string.format('%s:%016.0f:%s', chat, number, id), #fresh
    fresh[at + 1], fresh[at + 2] = id, place .. ' ' .. record
    places[at + 1], places[at + 2] = 0, place
    listed[at + 1], listed[at + 2] = string.format('%.0f', number), id
  elseif again then
    is_new = redis.call('HEXISTS', records, id)
  end
  answer[#answer + 1] = is_new
end
if #fresh > 0 then
  redis.call('HSET', records, unpack(fresh))
  redis.call('ZADD', order, unpack(places))
  if is_news then
    redis.call('ZADD', news, unpack(listed))
  end
end
redis.call('ZREMRANGEBYRANK', seen, 0, -most - 1)
return answer
