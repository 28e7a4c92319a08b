-- What the scripts share that change the copy of a calendar. Each of them begins with this text.
--
-- KEYS  by-start, by-end, replan, notice, notices, notices-later, notices-told, notice-fences, version, and the script's own
-- ARGV  what the keys of event records begin with, and those of ids that have been replaced, and the script's own
local by_start, by_end, replan = KEYS[1], KEYS[2], KEYS[3]
local notice, notices, notices_later, notices_told, notice_fences = KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local version = KEYS[9]

local read_to = 0

-- The next arguments, as many as are asked for.
local function arguments(count)
  local first = read_to + 1
  read_to = read_to + count
  return unpack(ARGV, first, read_to)
end

-- The next argument, as a number of things to come.
local function count()
  return tonumber(arguments(1))
end

local event_prefix, successor_prefix = arguments(2)

-- How many arguments an event has.
local EVENT = 8

-- Puts one event in, of which the arguments are: id, start, end, how long it is kept, record, why its reminders are to be
-- planned again ('' if they are not), the id that it had before ('' if it is the same), and 1 if the reminders of that one
-- are its own.
local function put_event()
  local id, from, to, kept, record, why, replaces, is_same = arguments(EVENT)
  redis.call('DEL', successor_prefix .. id)
  if replaces ~= '' then
    redis.call('DEL', event_prefix .. replaces)
    redis.call('ZREM', by_start, replaces)
    redis.call('ZREM', by_end, replaces)
    redis.call('SET', successor_prefix .. replaces, id, 'PX', kept)
    if is_same ~= '1' then
      redis.call('HSET', replan, replaces, 'google:gone')
    end
  end
  redis.call('SET', event_prefix .. id, record, 'PX', kept)
  redis.call('ZADD', by_start, from, id)
  redis.call('ZADD', by_end, to, id)
  if why ~= '' then
    redis.call('HSET', replan, id, why)
  end
end

-- Takes one event out; its reminders are planned again, to nothing.
local function drop_event(id)
  redis.call('DEL', event_prefix .. id)
  redis.call('ZREM', by_start, id)
  redis.call('ZREM', by_end, id)
  redis.call('HSET', replan, id, 'google:gone')
end

-- Puts one notice in, of which the arguments are: id and record. What was told already is not told again.
local function put_notice(where)
  local id, record = arguments(2)
  if redis.call('HEXISTS', notice, id) == 1 or redis.call('ZSCORE', notices_told, id) then
    return
  end
  redis.call('HSET', notice, id, record)
  redis.call('ZADD', where, redis.call('HINCRBY', notice_fences, 'put', 1), id)
end

-- Lets the notices be told that were kept back.
local function show_notices()
  local later = redis.call('ZRANGE', notices_later, 0, -1, 'WITHSCORES')
  for i = 1, #later, 2 do
    redis.call('ZADD', notices, later[i + 1], later[i])
  end
  redis.call('DEL', notices_later)
end

