using AdapterKit.Backbones;

// What a second process of a user would do, in an environment of its own: open the vocabulary that the argument names.
try
{
    UseLiteTokenizer.Open(args[0]);
    Console.WriteLine("opened");
}
catch (BackboneException error)
{
    Console.WriteLine(error.Message);
}
