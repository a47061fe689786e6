plimsoll_test(theory plimsoll_sim)
