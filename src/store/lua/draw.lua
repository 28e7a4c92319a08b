-- Draws from the bucket: when may each of these messages leave?
--
-- KEYS  bucket
-- ARGV  how far ahead a turn may be reserved, then interval and burst of all chats together, of one chat, of one group,
--       as far as the caller may use them, then for each message its chat and whether that is a group ('1'); times are in microseconds
-- Returns for each a kind and a wait: 1 leaves after the wait, 2 the chat has to wait, 3 all have to wait.
--
-- The bucket holds, for each chat that was sent to lately, the time at which it will be full again (the "theoretical
-- arrival time" of the generic cell rate algorithm, ITU-T I.371): what is not in it may send a whole burst. It also holds
-- when it was last drawn from: a clock that was set back since would make everything wait for it to come round again.
-- It is read in one command, and written only when a turn is given.
local bucket = KEYS[1]
local SET_BACK = 1000000
local horizon = tonumber(ARGV[1])
local overall = { interval = tonumber(ARGV[2]), burst = tonumber(ARGV[3]) }
local chat = { interval = tonumber(ARGV[4]), burst = tonumber(ARGV[5]) }
local group = { interval = tonumber(ARGV[6]), burst = tonumber(ARGV[7]) }

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

local names = { 'drawn', 'all' }
for i = 8, #ARGV, 2 do
  names[#names + 1] = 'chat:' .. ARGV[i]
  if ARGV[i + 1] == '1' then
    names[#names + 1] = 'group:' .. ARGV[i]
  end
end
local full, changes = {}, {}
local scores = redis.call('ZMSCORE', bucket, unpack(names))
local is_set_back = tonumber(scores[1] or 0) > now + SET_BACK
for i, name in ipairs(names) do
  full[name] = is_set_back and now or math.max(now, tonumber(scores[i] or 0))
end

local function wait(name, rate)
  return math.max(0, full[name] - (rate.burst - 1) * rate.interval - now)
end
local function draw(name, rate)
  full[name] = full[name] + rate.interval
  changes[name] = full[name]
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

if next(changes) then
  if is_set_back then
    redis.call('DEL', bucket)
  end
  local pairs_to_add = { string.format('%.0f', now), 'drawn' }
  for name, at in pairs(changes) do
    pairs_to_add[#pairs_to_add + 1] = string.format('%.0f', at)
    pairs_to_add[#pairs_to_add + 1] = name
  end
  redis.call('ZREMRANGEBYSCORE', bucket, '-inf', string.format('%.0f', now))
  redis.call('ZADD', bucket, unpack(pairs_to_add))
end
return answer
