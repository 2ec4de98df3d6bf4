/* Everything that goes wrong, each as often as its constant allows.
 *
 * A fault happens only while somebody else could do something. So a state in which the two sides are stuck has no
 * successor, even if a fault that is still to come would set them free: spin reports it as an invalid end state. */

/* Process numbers: init 0, the opener 1, the acceptors from 2 on, and this one. */
#if RESTARTS == 0
#define somebodyActs (enabled(1) || enabled(2))
#elif RESTARTS == 1
#define somebodyActs (enabled(1) || enabled(2) || enabled(3))
#else
#define somebodyActs (enabled(1) || enabled(2) || enabled(3) || enabled(4))
#endif

/* What is still under way on a broken path is lost, in one direction. */
#define LOST_TO_A(i) somebodyActs && path[i].broken && !path[i].deafA && len(toA[i]) > 0 -> deafenA(i)
#define LOST_TO_O(i) somebodyActs && path[i].broken && !path[i].deafO && len(toO[i]) > 0 -> deafenO(i)

#define GIVES_UP(i) somebodyActs && giveUps < GIVE_UPS && call[i].outcome == Undecided -> giveUp(i)

/* Another process takes over the acceptor's id. The one before is killed: its paths break, and what it has not read is
 * lost. Or it lives on (it was stopped, or is only slow), reads what leads to it, and may take its id over again. */
inline kill(me) {
  a[me].dead = true;
  p = 1;
  do
  :: p <= paths -> if :: path[p].host == me + 1 -> closeRoute(p) :: else -> skip fi; p++
  :: else -> p = 0; break
  od;
  forget(me)
}

inline restart() {
  restarts++;
  a[current].lastPath = paths;
  if
  :: kill(current); started++; current = started
  :: started++; current = started
  :: current > 0 && !a[current - 1].dead -> current--
  fi
}

/* The forger knows the numbers of the link, the highest epoch there is, and what the acceptor has sent; not the secret.
 * He sees no answer: what he could do with one he does anyway. */
#if FORGERIES > 0
inline forge() {
  forgeries++;
  path[FORGED].link = a[current].link;
  path[FORGED].deafO = true;
  if
  :: toA[FORGED]!Resume,0,true,a[current].end.credit
  :: toA[FORGED]!Resume,a[current].end.numbered,true,a[current].end.credit + 1
  :: path[FORGED].link = o.link + 1; toA[FORGED]!Open,0,true,WINDOW
  fi;
  if
  :: skip
  :: toA[FORGED]!Proof,0,true,0
  :: toA[FORGED]!Counted,a[current].end.received + 1,Frame(Request, CALLS - 1, 3),0
  :: toA[FORGED]!Ack,a[current].end.numbered,a[current].end.received,a[current].end.credit + 1
  fi
}
#endif

/* The target's id belongs to another principal for a while, and its process answers as it likes. */
inline meetStranger() {
  strangers++;
  deafenA(paths);
  if
  :: true -> putO(paths, Unknown, 0, true, 0)
  :: true -> putO(paths, Resumed, o.end.numbered, true, o.end.credit)
  fi
}

proctype EnvironmentProcess() {
end:
  do
  :: atomic { somebodyActs && breaks < BREAKS && paths > 0 && !path[paths].broken ->
       breaks++; path[paths].broken = true }
  :: atomic { if EACH_PATH(LOST_TO_A) EACH_PATH(LOST_TO_O) fi }
  :: atomic { if EACH_CALL(GIVES_UP) fi; giveUps++ }
  :: atomic { somebodyActs && restarts < RESTARTS && paths > 0 -> restart() }
  :: atomic { somebodyActs && openerExpiries < OPENER_EXPIRIES && o.agreed && !o.confirmed ->
       openerExpiries++; endLink(false) }
  :: atomic { somebodyActs && acceptorExpiries < ACCEPTOR_EXPIRIES && a[current].link != 0 && !a[current].up ->
       acceptorExpiries++; forget(current) }
  :: atomic { somebodyActs && narrowings < NARROWINGS -> narrowings++; window-- }
#if FORGERIES > 0
  :: atomic { somebodyActs && forgeries < FORGERIES && a[current].link != 0 -> forge() }
#endif
#if STRANGERS > 0
  :: atomic { somebodyActs && strangers < STRANGERS && paths > 0 && toA[paths]?[Resume,_,_,_] -> meetStranger() }
#endif
  od
}
