def design(request):
    pass
