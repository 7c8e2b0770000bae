namespace AdapterKit;

/// <summary>A module that is nothing but its named children: TorchSharp forbids dots in names, so keys with dots need nodes.</summary>
internal sealed class ModuleTree(string name) : nn.Module(name)
{
    public ModuleTree Child(string name)
    {
        if (_internal_submodules.TryGetValue(name, out var known))
            return (ModuleTree)known;

        var child = new ModuleTree(name);
        register_module(name, child);
        return child;
    }

    protected override void RegisterComponents()
    {
    }

    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking) =>
        Components.Move(this, dtype, device, non_blocking);
}
