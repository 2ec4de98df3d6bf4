/* A link between an opener and an acceptor: how it is opened, how it survives its paths, and what becomes of the calls
 * on it. README.md says how to run this, what is left out and why that is sound; check runs all of it.
 *
 *   sizes.pml         how large a search is
 *   wire.pml          frames and paths
 *   calls.pml         the calls, and what is promised about them
 *   flow.pml          one end of a link: numbers, replay, acknowledgements, credit
 *   parties.pml       who takes part, and what each of them knows
 *   opener.pml        who opens paths and makes the calls
 *   acceptor.pml      who serves them
 *   environment.pml   what goes wrong
 *
 * "[X-n]" is a requirement of protocol.md. S1 to S10, L1 and L2 are the properties of README.md; each stands behind the
 * assertion that checks it. L2, that everything ends, is what spin checks by itself: no invalid end state, no cycle. */

#include "sizes.pml"
#include "wire.pml"
#include "calls.pml"
#include "flow.pml"
#include "parties.pml"
#include "opener.pml"
#include "acceptor.pml"
#include "environment.pml"

init {
  atomic {
    c = 0; do :: c < CALLS -> call[c].outcome = Undecided; c++ :: else -> c = 0; break od;
    o.state = Idle;
    if :: LIARS > 0 -> liar = OPENER :: LIARS > 0 -> liar = ACCEPTOR :: LIARS == 0 -> skip fi;
    if :: patient = false :: patient = true fi;
    run OpenerProcess();
    p = 0; do :: p <= RESTARTS -> run AcceptorProcess(p); p++ :: else -> p = 0; break od;
    run EnvironmentProcess()
  }
}
