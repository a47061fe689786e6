plimsoll_test(queueing plimsoll_sim)
