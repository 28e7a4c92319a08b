-- What the scripts share that change the copy of a calendar. Each of them begins with this text, after `times.lua`.
--
-- KEYS  times, replan, notice, notices, notices-later, notices-told, notice-fences, version, and the script's own
-- ARGV  what the keys of event records begin with, and those of ids that have been replaced, and the script's own
local times, replan = KEYS[1], KEYS[2]
local notice, notices, notices_later, notices_told, notice_fences = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local version = KEYS[8]

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
local EVENT = 7

-- The etag in a record, and whether the event was made here. Records that begin with a brace are JSON; others begin with
-- the etag, mostly without its quotes, the time, and marks.
local function look_at(record)
  if string.sub(record, 1, 1) == '{' then
    local event = cjson.decode(record)
    return event.etag, event.is_ours
  end
  local raw, etag, marks = string.match(record, '^(=?)(%S*) %S* (%S*)')
  return raw == '=' and etag or '"' .. etag .. '"', string.find(marks, 'm', 1, true) ~= nil
end

-- Puts one event in, of which the arguments are: id, score in `times`, how long it is kept, record, why its reminders are to be
-- planned again ('' if they are not), the id that it had before ('' if it is the same), and 1 if the reminders of that one
-- are its own.
local function put_event()
  local id, score, kept, record, why, replaces, is_same = arguments(EVENT)
  redis.call('DEL', successor_prefix .. id)
  if replaces ~= '' then
    redis.call('DEL', event_prefix .. replaces)
    redis.call('ZREM', times, replaces)
    redis.call('SET', successor_prefix .. replaces, id, 'PX', kept)
    if is_same ~= '1' then
      redis.call('HSET', replan, replaces, 'google:gone')
    end
  end
  redis.call('SET', event_prefix .. id, record, 'PX', kept)
  redis.call('ZADD', times, score, id)
  if why ~= '' then
    redis.call('HSET', replan, id, why)
  end
end

-- Takes one event out; its reminders are planned again, to nothing.
local function drop_event(id)
  redis.call('DEL', event_prefix .. id)
  redis.call('ZREM', times, id)
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

