using System.Reflection;
using System.Runtime.Loader;

namespace AdapterKit.Generators.Tests;

/// <summary>A compiled assembly in a context of its own; AdapterKit and TorchSharp are those of the test.</summary>
internal sealed class LoadedAssembly : IDisposable
{
    private readonly AssemblyLoadContext context = new("generated", isCollectible: true);

    public LoadedAssembly(byte[] assembly)
    {
        using var stream = new MemoryStream(assembly);
        Assembly = context.LoadFromStream(stream);
    }

    public Assembly Assembly { get; }

    /// <summary>A type of the assembly, by its full name.</summary>
    public Type Type(string name) => Assembly.GetType(name, throwOnError: true)!;

    /// <summary>An object of the assembly.</summary>
    public T New<T>(string type, params object[] arguments) => (T)Activator.CreateInstance(Type(type), arguments)!;

    /// <summary>A static property of a type of the assembly.</summary>
    public T Get<T>(string type, string property) => (T)Type(type).GetProperty(property)!.GetValue(null)!;

    public void Dispose() => context.Unload();
}
