using AdapterKit.Backbones;

// fetch <cache> <npm> <name> <version> <integrity>: what a second process of a user would do.
var package = new NpmPackage(args[2], args[3], args[4]);
Console.WriteLine(new PackageCache(args[0], args[1]).Fetch(package));
