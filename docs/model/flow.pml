/* One end of a link: what it sends and what it receives. Numbers, acknowledgements, replay and credit are the same at
 * the opener and at the acceptor; `my` is the end of whoever acts.
 *
 * Properties: S5 numbers, order and replay; S6 acknowledgements; S7 credit. */

typedef End {
  /* what it sends */
  byte numbered;          /* the last number that a frame has been given                                  [L-10] */
  byte onPath;            /* the last number written on the current path */
  byte acknowledged;      /* how many frames the other side has said to have received */
  byte sent;              /* bytes of the frames 1 to numbered */
  byte credit;            /* up to which byte the other side lets it send                                 [L-15] */
  byte kept[FRAMES + 1];  /* the frames by their numbers; 0 once they are released                        [L-14] */
  /* what it receives */
  byte received;          /* counted frames taken, those that were replayed counted once */
  byte taken;             /* bytes of them */
  byte granted;           /* up to which byte it lets the other side send                                 [L-16] */
  bool ackOwed;           /* it has received something that no hello or Ack has told of                   [L-11] */
  bool mismatched         /* an Ack's "sent" was wrong, and nothing came or was acknowledged since      [L-38] */
}

byte window = WINDOW;     /* both receivers' window; the environment may make it narrower */
hidden byte fresh;        /* the frame just read is one that was not received before */
hidden byte fault;        /* the Ack just read breaks the protocol */

#define mayWriteNew(my, size) (my.onPath == my.numbered && my.sent + (size) <= my.credit)
#define mustReplay(my) (my.onPath < my.numbered)

/* Acknowledged is not enough: a frame must also have been written on the current path [L-37]. */
inline release(my) {
  n = 1;
  do
  :: n <= my.acknowledged && n <= my.onPath -> my.kept[n] = 0; n++
  :: else -> n = 0; break
  od
}

/* A frame is numbered as it is written [L-10] and keeps its number [L-35]. */
inline number(my, frame) {
  assert(!mustReplay(my));                                       /* S5: nothing new before the replay is done */
  my.numbered++;
  my.onPath++;
  my.sent = my.sent + SizeOf(frame);
  my.kept[my.numbered] = frame;
  assert(my.sent <= my.credit);                                  /* S7: never more than was granted [L-15] */
  n = 1; q = 0;
  do
  :: n <= my.numbered -> if :: my.kept[n] != 0 -> q = q + SizeOf(my.kept[n]) :: else -> skip fi; n++
  :: else -> break
  od;
  assert(q <= WINDOW);                                           /* S7: what is kept is bounded by the window [L-14] */
  n = 0; q = 0
}

/* The next frame of a replay: whatever it is, and whether or not it is acknowledged meanwhile [L-35]. */
inline replay(my) {
  my.onPath++;
  z = my.kept[my.onPath];
  assert(z != 0);                                                /* S5: it has not been released */
  release(my)
}

/* What the other side says to have received and to grant, in an Ack or a hello. */
inline acknowledge(my, count, upTo) {
  assert(count >= my.acknowledged && count <= my.numbered);      /* S6: not less than before, not too much [L-13] */
  assert(upTo >= my.credit);                                     /* S7: what was granted is not taken back [L-13] */
  if :: count > my.acknowledged -> my.mismatched = false :: else -> skip fi;
  my.acknowledged = count;
  my.credit = upTo
}

/* The other side's hello counts: from its count on everything is written again [L-35]. */
inline beginReplay(my, count, upTo) { acknowledge(my, count, upTo); my.onPath = count; release(my) }

/* A counted frame; `at` is the count of its path, which began with what this side's hello stated [L-36]; `same`: both
 * ends are of the same link. */
inline take(my, other, same, at, ghost, frame) {
  at++;
  fresh = false;
  assert(ghost == at);                                           /* S5: both sides count alike */
  if
  :: at <= my.received -> skip                                    /* replayed, and known */
  :: at == my.received + 1 ->
     assert(!same || other.kept[at] == frame);                   /* S5: it is what its number stands for */
     fresh = true;
     my.received++;
     my.taken = my.taken + SizeOf(frame);
     my.ackOwed = true;
     my.mismatched = false;
     assert(my.taken <= my.granted)                              /* S7: never more than was granted [L-15] */
  :: else -> assert(false)                                       /* S5: no gap */
  fi
}

/* Credit returns on receipt [L-16] and is never taken back, a narrower window or not. */
inline grant(my) {
  if :: my.taken + window > my.granted -> my.granted = my.taken + window :: else -> skip fi
}

/* A hello grants as much as an Ack would, so that none is owed behind it; or no more than the last Ack did, and what is
 * owed is told later. Never half of each. */
inline tellAll(my) {
  if
  :: true -> grant(my); my.ackOwed = false
  :: my.ackOwed -> skip
  fi
}

/* Ack: received, sent, credit [L-12] [L-37]. Sets `fault` if what was sent is not what was counted. */
inline takeAck(my, at, count, sentBefore, upTo) {
  assert(sentBefore == at || LIARS > 0);                         /* S6: honest sides never mismatch */
  fault = (sentBefore != at);
  if
  :: fault -> skip
  :: else -> acknowledge(my, count, upTo); release(my)
  fi
}

inline resetEnd(my) {
  my.numbered = 0; my.onPath = 0; my.acknowledged = 0; my.sent = 0; my.credit = 0;
  my.received = 0; my.taken = 0; my.granted = 0; my.ackOwed = false; my.mismatched = false;
  n = 0; do :: n <= FRAMES -> my.kept[n] = 0; n++ :: else -> n = 0; break od
}
