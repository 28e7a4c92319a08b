-- Draws from the bucket: when may each of these messages leave?
--
-- KEYS  bucket
-- ARGV  how far ahead a turn may be reserved, then interval and burst of all chats together, of one chat, of one group,
--       as far as the caller may use them, then for each message its chat and whether that is a group ('1'); times are in microseconds
-- Returns for each a kind and a wait: 1 leaves after the wait, 2 the chat has to wait, 3 all have to wait.
--
-- The bucket holds, for whoever has sent lately, the time at which it will be full again (the "theoretical arrival time"
-- of the generic cell rate algorithm, ITU-T I.371): whoever is not in it may send a whole burst. It also holds when it was
-- last drawn from: a clock that was set back since would make everybody wait for it to come round again.
local bucket = KEYS[1]
local SET_BACK = 1000000
local horizon = tonumber(ARGV[1])
local overall = { interval = tonumber(ARGV[2]), burst = tonumber(ARGV[3]) }
local chat = { interval = tonumber(ARGV[4]), burst = tonumber(ARGV[5]) }
local group = { interval = tonumber(ARGV[6]), burst = tonumber(ARGV[7]) }

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
if tonumber(redis.call('ZSCORE', bucket, 'drawn') or 0) > now + SET_BACK then
  redis.call('DEL', bucket)
end
redis.call('ZREMRANGEBYSCORE', bucket, '-inf', string.format('%.0f', now))
redis.call('ZADD', bucket, string.format('%.0f', now), 'drawn')

local function full(name)
  return math.max(now, tonumber(redis.call('ZSCORE', bucket, name) or 0))
end
local function wait(name, rate)
  return math.max(0, full(name) - (rate.burst - 1) * rate.interval - now)
end
local function draw(name, rate)
  redis.call('ZADD', bucket, string.format('%.0f', full(name) + rate.interval), name)
end

local answer = {}
for i = 8, #ARGV, 2 do
  local name, is_group = 'chat:' .. ARGV[i], ARGV[i + 1] == '1'
  local here = wait(name, chat)
  if is_group then
    here = math.max(here, wait('group:' .. ARGV[i], group))
  end
  local everywhere = wait('all', overall)
  if here > 0 then
    answer[#answer + 1] = { 2, here }
  elseif everywhere > horizon then
    answer[#answer + 1] = { 3, everywhere - horizon }
  else
    draw(name, chat)
    if is_group then
      draw('group:' .. ARGV[i], group)
    end
    draw('all', overall)
    answer[#answer + 1] = { 1, everywhere }
  end
end
return answer
