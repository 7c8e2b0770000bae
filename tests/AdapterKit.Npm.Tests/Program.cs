using AdapterKit.Npm;

// What a second process of a user would do: fetch <cache> <npm> <name> <version> <integrity>.
Console.WriteLine(await new PackageCache(args[0], args[1]).FetchAsync(new NpmPackage(args[2], args[3], args[4])));
