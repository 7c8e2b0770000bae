namespace AdapterKit;

/// <summary>
/// A module that consists of named children. TorchSharp forbids dots in names, so a key with dots needs a node for each part.
/// </summary>
internal sealed class ModuleTree(string name) : ComponentModule(name)
{
    /// <summary>Returns the child of that name, and creates it on first use.</summary>
    public ModuleTree GetChild(string name)
    {
        if (_internal_submodules.TryGetValue(name, out var known))
            return (ModuleTree)known;

        var child = new ModuleTree(name);
        register_module(name, child);
        return child;
    }
}
