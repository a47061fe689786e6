plimsoll_test(models plimsoll_models)
